import { addDays } from '../../domain/calendar/local-date.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { erasePersonal } from '../../domain/personal-data/erase-activity.ts';
import { eraseActivities, personalActivitiesBefore } from '../../storage/erasure.ts';
import { takeTurn } from '../../storage/locks.ts';
import { leaversBefore } from '../../storage/person-pages.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type CurrentPlan, publishedPlan } from '../plan/current-plan.ts';
import { erasePerson } from './erase-person.ts';

/** Positions and photos are kept so long where the plan does not say. */
const PERSONAL_DAYS = 180;

const PORTION = 5_000;

/** What was erased because its time was over. */
export type Retained = Readonly<{ activities: number; persons: number }>;

/**
 * Erases what the plan's `retention` gives no more time: positions and photos of activities, and persons who left long
 * ago. Those who may not be erased yet are left for the next time. It costs next to nothing where nothing is due.
 */
export const keepRetention = async (
  context: Context,
  { at }: Readonly<{ at: number }>,
): Promise<Retained> => {
  admit(context, 'erase-personal-data');
  const plan = await publishedPlan(context);
  if (!plan) return { activities: 0, persons: 0 };
  const { retention, calendar } = plan.ruleSet.documents.plan;
  const today = localDateAt(at, calendar.timeZone);
  const { personalDays = PERSONAL_DAYS, leaversDays } = retention ?? {};
  let activities = 0;
  for (let found = PORTION; found === PORTION; activities += found)
    found = await erasePortion(context, plan, addDays(today, -personalDays));
  const leavers = leaversDays === undefined ? [] : await leaversOf(context, addDays(today, -leaversDays));
  let persons = 0;
  for (const rep of leavers) if (await eraseIfDue(context, rep, at)) persons += 1;
  return { activities, persons };
};

const erasePortion = (context: Context, { ruleSet }: CurrentPlan, day: string): Promise<number> =>
  transact(context, async (tx) => {
    const { tenant, actor } = context;
    const { activityTypes } = ruleSet.documents;
    if ((await personalActivitiesBefore(tx, tenant, day, 1)).length === 0) return 0;
    // Who is erased meanwhile would be written back as read before.
    await takeTurn(tx, tenant);
    const found = await personalActivitiesBefore(tx, tenant, day, PORTION);
    if (found.length === 0) return 0;
    await eraseActivities(
      tx,
      tenant,
      found.map((activity) => erasePersonal(activity, activityTypes.get(activity.type))),
    );
    const details = { before: day, activities: found.length };
    await appendAudit(tx, tenant, actor, { action: 'keep-retention', subject: tenant, details });
    return found.length;
  });

const leaversOf = (context: Context, day: string): Promise<string[]> =>
  transact(context, (tx) => leaversBefore(tx, context.tenant, day));

/** Somebody who cannot be erased yet does not keep others from it. */
const eraseIfDue = async (context: Context, rep: string, at: number): Promise<boolean> => {
  try {
    const { already } = await erasePerson(context, { rep, reason: 'retention', at });
    return !already;
  } catch (error) {
    if (error instanceof LaurelError && error.code === 'state') return false;
    throw error;
  }
};
