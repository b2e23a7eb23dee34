import { fileURLToPath } from 'node:url';
import type { Context } from '../app/context.ts';
import { startJob } from '../app/jobs/start-job.ts';
import { publishedPlan } from '../app/plan/current-plan.ts';
import { publishPlan } from '../app/plan/publish-plan.ts';
import { readPlan } from '../app/plan/read-plan.ts';
import { readDemoProgress } from '../app/read-health.ts';
import { localDateAt } from '../domain/calendar/zone.ts';
import { planDirectory } from './directories.ts';

const PLAN = fileURLToPath(new URL('../../rules/plans/demo', import.meta.url));
const SEED = 1;

/**
 * Begins to fill a store that nobody has used yet with the demo: publishes its plan, and gives the job that loads its
 * data. A store with a plan of its own is left alone.
 */
export const beginDemo = async (
  given: Context,
  { size, at }: Readonly<{ size: 'full' | 'small'; at: number }>,
): Promise<string | undefined> => {
  // Nobody has asked for it; settlements say by whom they were calculated.
  const context = { ...given, actor: 'laurel' };
  if ((await publishedPlan(context)) || (await readDemoProgress(context.store, context.tenant)))
    return undefined;
  const { documents } = readPlan(await planDirectory(PLAN));
  await publishPlan(context, documents);
  const asOf = localDateAt(at, documents.plan.calendar.timeZone);
  const { id } = await startJob(context, { kind: 'load-demo', input: { seed: SEED, asOf, size } });
  return id;
};
