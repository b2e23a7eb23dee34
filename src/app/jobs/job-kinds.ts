import { z } from 'zod';
import type { JobKind } from '../../../schemas/job.ts';
import type { Context } from '../context.ts';
import { loadDemo } from '../demo/load-demo.ts';
import { importFiles } from '../import/import-files.ts';
import { filesOf, ImportInput } from '../import/import-input.ts';
import { verifyLedger } from '../ledger/verify-ledger.ts';
import { runAwaitedChange } from '../master-data/apply-awaited.ts';
import { AwaitedInput } from '../master-data/awaited-change.ts';
import type { Operation } from '../operations.ts';
import { runRecalibration } from '../proposals/apply-recalibration.ts';
import { runPlanApproval } from '../proposals/publish-proposed.ts';
import { settlePeriod } from '../settlement/settle-period.ts';

/** Tells how far a job has come. `done` of an earlier attempt is given back to the next one. */
export type Progress = (progress: Readonly<{ done: number; total: number }>) => Promise<void>;

/** A kind of long work: who may ask for it, what it needs to know, and what it does. Each can be repeated safely. */
export type JobDefinition<Input = unknown> = Readonly<{
  operation: Operation;
  /** Whose roles may see what came of it. */
  results: Operation;
  input: z.ZodType<Input>;
  run(context: Context, input: Input, progress: Progress, done: number): Promise<object>;
}>;

const define = <Input>(definition: JobDefinition<Input>): JobDefinition =>
  definition as unknown as JobDefinition;

const Period = z.strictObject({ period: z.string().min(4).max(10) });

const Approval = z.strictObject({ id: z.string(), reason: z.string() });

export const JOB_KINDS: Readonly<Record<JobKind, JobDefinition>> = {
  'settle-period': define({
    operation: 'settle-period',
    results: 'read-settlements',
    input: Period,
    run: async (context, { period }, progress) => {
      await progress({ done: 0, total: 1 });
      const settled = await settlePeriod(context, { period });
      await progress({ done: 1, total: 1 });
      return settled;
    },
  }),
  'import-data': define({
    operation: 'import-data',
    results: 'import-data',
    input: ImportInput,
    run: (context, input, progress) => importFiles(context, { ...filesOf(input), native: true }, progress),
  }),
  'change-master-data': define({
    operation: 'save-master-data',
    results: 'save-master-data',
    input: AwaitedInput,
    run: async (context, input, progress) => {
      await progress({ done: 0, total: 1 });
      const posted = await runAwaitedChange(context, input);
      await progress({ done: 1, total: 1 });
      return posted;
    },
  }),
  'approve-plan': define({
    operation: 'decide-plan',
    results: 'read-plan-proposals',
    input: Approval,
    run: async (context, input, progress) => {
      await progress({ done: 0, total: 1 });
      const { id, version, state } = await runPlanApproval(context, input);
      await progress({ done: 1, total: 1 });
      return { id, version, state };
    },
  }),
  'approve-recalibration': define({
    operation: 'decide-recalibration',
    results: 'read-recalibrations',
    input: Approval,
    run: async (context, input, progress) => {
      await progress({ done: 0, total: 1 });
      const { id, state } = await runRecalibration(context, input);
      await progress({ done: 1, total: 1 });
      return { id, state };
    },
  }),
  'verify-ledger': define({
    operation: 'verify-ledger',
    results: 'verify-ledger',
    input: z.strictObject({}),
    // One moment of the ledger is read from beginning to end, in which no progress can be written.
    run: async (context, _, progress) => {
      await progress({ done: 0, total: 1 });
      const { fault, unsealed } = await verifyLedger(context, { checkpoint: undefined });
      await progress({ done: 1, total: 1 });
      return { intact: fault === undefined, ...(fault !== undefined && { fault }), unsealed };
    },
  }),
  'load-demo': define({
    operation: 'load-demo',
    results: 'load-demo',
    input: z.strictObject({ seed: z.int(), asOf: z.iso.date(), size: z.enum(['full', 'small']) }),
    run: loadDemo,
  }),
};
