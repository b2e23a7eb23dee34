import { z } from 'zod';
import { ProblemCode } from './problem.ts';

export const JobKind = z.enum([
  'settle-period',
  'import-data',
  'change-master-data',
  'approve-plan',
  'approve-recalibration',
  'verify-ledger',
  'load-demo',
]);
export type JobKind = z.infer<typeof JobKind>;

export const JobStatus = z.enum(['queued', 'running', 'done', 'failed']);
export type JobStatus = z.infer<typeof JobStatus>;

/** Long work that can be left and come back to. */
export const Job = z
  .strictObject({
    id: z.string().regex(/^job_[0-9a-f]{32}$/),
    kind: JobKind,
    period: z.string().optional().meta({ description: 'The period that is settled.' }),
    status: JobStatus,
    done: z.int().min(0).meta({ description: 'How much is done, in the unit of the kind of job.' }),
    total: z.int().min(0).meta({ description: 'How much there is to do; 0 while it is not known.' }),
    result: z.record(z.string(), z.unknown()).optional().meta({ description: 'What came of it, once done.' }),
    problem: z
      .strictObject({ code: ProblemCode, detail: z.string() })
      .optional()
      .meta({ description: 'Why it failed.' }),
    createdAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    createdBy: z.string(),
    endedAt: z.string().optional().meta({ description: 'ISO 8601 in UTC.' }),
  })
  .meta({ id: 'Job' });
export type Job = z.infer<typeof Job>;
