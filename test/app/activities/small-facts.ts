import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import type { ReadPlan } from '../../../src/app/plan/read-plan.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { activity, smallData } from '../small-plan.ts';

/** What an amendment says: fields in place of those of the original, or another rep. */
export type Amendment = Readonly<{ data?: Readonly<Record<string, unknown>>; subject?: string }>;

/** Corrections of the activities that `activity` makes under a plan, written short. */
export const correctionsUnder = (plan: ReadPlan) => {
  const corrected = (id: string, how: 'voided' | 'amended', original: string, time: string, said: object) =>
    activity(plan, id, `activity.${how}`, 'ann', time, {
      original: { source: 'test', id: original },
      ...said,
    });
  return {
    voided: (id: string, original: string, time: string): ParsedActivity =>
      corrected(id, 'voided', original, time, {}),
    amended: (id: string, original: string, time: string, amendment: Amendment): ParsedActivity =>
      corrected(id, 'amended', original, time, amendment),
  };
};

/** A tenant with a plan, the three reps of the small data, and no activities. */
export const withoutActivities = async (context: Context, plan: ReadPlan): Promise<Context> => {
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  return context;
};
