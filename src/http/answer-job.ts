import type { Context } from 'hono';
import type { Job } from '../../schemas/job.ts';
import type { ApiEnv } from './api.ts';
import type { Services } from './services.ts';

/** Hands a job that was recorded to its carrier, and answers with it and where to follow it. */
export const answerJob = async (c: Context<ApiEnv>, { carryJob }: Pick<Services, 'carryJob'>, job: Job) => {
  await carryJob({ tenant: c.get('context').tenant, job: job.id });
  return c.json(job, 202, { location: `/api/v1/jobs/${job.id}` });
};
