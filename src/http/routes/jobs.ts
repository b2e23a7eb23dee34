import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery } from '../../../schemas/page.ts';
import { readJob, readJobs } from '../../app/jobs/read-jobs.ts';
import { newApi } from '../api.ts';
import { admits, json, NOTHING, PROBLEMS } from '../operation.ts';

const read = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('read-jobs'),
  method: 'get' as const,
  path,
  tags: ['Jobs'],
  summary,
  description,
});

const list = createRoute({
  ...read(
    '/jobs',
    'List jobs',
    'Settlements, imports, large changes and verifications, whoever started them.',
  ),
  request: { query: PageQuery },
  responses: { 200: json('JobPage', 'A page of jobs, the latest first.'), ...PROBLEMS },
});

const one = createRoute({
  ...read(
    '/jobs/{id}',
    'A job and how far it has come',
    'Ask every second or so until `endedAt` is there; then `result` says what came of it, or `problem` why it failed.',
  ),
  request: {
    params: z.strictObject({ id: z.string().regex(/^job_[0-9a-f]{32}$/, 'an id such as job_…') }),
    query: NOTHING,
  },
  responses: { 200: json('Job', 'The job.'), ...PROBLEMS },
});

export const jobRoutes = () =>
  newApi()
    .openapi(list, async (c) => c.json(await readJobs(c.get('context'), c.req.valid('query')), 200))
    .openapi(one, async (c) => c.json(await readJob(c.get('context'), c.req.valid('param')), 200));
