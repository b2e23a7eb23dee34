import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { deliverActivities } from '../../../src/app/activities/deliver-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { keepRetention } from '../../../src/app/personal-data/keep-retention.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { testDatabase } from '../../test-database.ts';
import { HAPPENED, MARKED, MARKS, personPlan, withPeople } from './person-plan.ts';
import { scanMarks } from './scan-marks.ts';

const database = testDatabase();

/** Midnight in Shanghai, some days after a day. */
const daysAfter = (day: string, days: number): number =>
  Date.parse(`${day}T00:00:00+08:00`) + days * 24 * 3_600_000;

const withActivities = async (retention?: object): Promise<Context> => {
  const context = await database.emptied();
  await withPeople(context);
  if (retention) await publishPlan(context, personPlan('persons', retention).documents);
  await deliverActivities(context, { items: HAPPENED.map((json) => ({ json })) });
  return context;
};

const marks = [MARKED.position, MARKED.photo];
const held = async (context: Context) => [
  ...new Set((await scanMarks(context, marks)).map(({ mark }) => mark)),
];

describe('retention', () => {
  it('erases positions and photos after 180 days, and what was awarded for them stays', async () => {
    const context = await withActivities();
    // The marked visit was on 4 March.
    expect(await keepRetention(context, { at: daysAfter('2024-03-04', 180) })).toMatchObject({
      activities: 0,
    });
    expect(await held(context)).toHaveLength(2);
    expect(await keepRetention(context, { at: daysAfter('2024-03-04', 181) })).toEqual({
      activities: 2,
      persons: 0,
    });
    expect(await held(context)).toEqual([]);
    // Everything else of the person is still there.
    const rest = MARKS.filter((mark) => !marks.includes(mark as never));
    expect(new Set((await scanMarks(context, rest)).map(({ mark }) => mark))).toEqual(new Set(rest));
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    const [again] = await rowsOf<{ left: number }>(
      context.store.db,
      sql`select count(*)::integer as left from activity where personal`,
    );
    expect(again).toEqual({ left: 1 });
    expect(await keepRetention(context, { at: daysAfter('2024-03-04', 181) })).toMatchObject({
      activities: 0,
    });
  });

  it('erases what an amendment said as well, and what is delivered late', async () => {
    const context = await withActivities({ personalDays: 10 });
    await keepRetention(context, { at: daysAfter('2024-03-04', 20) });
    const amendment = {
      specversion: '1.0',
      id: 'c-1',
      source: 'sfa',
      type: 'activity.amended',
      time: '2024-03-04T12:00:00+08:00',
      subject: 'Z9',
      data: { original: { source: 'sfa', id: 'v-4' }, data: { photo: MARKED.photo } },
    };
    const late = { ...HAPPENED[0], id: 'late' };
    await deliverActivities(context, { items: [amendment, late].map((json) => ({ json })) });
    expect(await held(context)).toHaveLength(2);
    expect(await keepRetention(context, { at: daysAfter('2024-03-04', 20) })).toMatchObject({
      activities: 2,
    });
    expect(await held(context)).toEqual([]);
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
  });

  it('erases who left long ago where the plan says so, as soon as nothing is due any more', async () => {
    const context = await withActivities({ leaversDays: 30 });
    const at = daysAfter('2024-03-31', 31);
    expect(await keepRetention(context, { at: daysAfter('2024-03-31', 30) })).toMatchObject({ persons: 0 });
    // March is not settled yet.
    expect(await keepRetention(context, { at })).toMatchObject({ persons: 0 });
    await settlePeriod(context, { period: '2024-03' });
    expect(await keepRetention(context, { at })).toMatchObject({ persons: 1 });
    expect(await scanMarks(context, MARKS)).toEqual([]);
    expect(await keepRetention(context, { at })).toEqual({ activities: 0, persons: 0 });
  });

  it('does nothing before a plan is published', async () => {
    expect(await keepRetention(await database.emptied(), { at: 0 })).toEqual({ activities: 0, persons: 0 });
  });
});
