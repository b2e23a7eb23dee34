import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { codeOf } from '../../../src/app/results/codes.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();

/** The first two of everybody to place an order of 100 or more in the month. */
const BIG_ORDERS = {
  code: 'big-orders',
  name: { zh: '大单', en: 'Big orders' },
  category: 'process',
  subject: 'rep',
  triggers: [{ activity: 'order.placed' }],
  window: 'month',
  contention: 'as-recorded',
  conditions: { fact: 'activity.amount', operator: 'greaterThanInclusive', value: 100 },
  rewards: [{ kind: 'points', amount: 10 }],
  limits: [{ kind: 'first', count: 2, window: 'month' }],
};

describe('an as-recorded award whose evidence is corrected', () => {
  const plan = smallPlan([BIG_ORDERS]);
  const order = (id: string, rep: string, amount: string) =>
    activity(plan, id, 'order.placed', rep, '2024-03-05T10:00:00', { amount });
  const amend = (id: string, original: string, data: object, subject?: string, day = '06') =>
    activity(plan, id, 'activity.amended', 'ann', `2024-03-${day}T10:00:00`, {
      original: { source: 'test', id: original },
      data,
      ...(subject && { subject }),
    });

  const after = async (...batches: readonly (readonly ParsedActivity[])[]): Promise<string[]> => {
    const context = database.tenant();
    await publishPlan(context, plan.documents);
    await importData(context, { data: smallData([]) });
    for (const activities of batches) await ingestActivities(context, { activities, judge: true });
    const { awards, population } = await readResults(context, { period: '2024-03' });
    return awards.map(({ recipient }) => codeOf(recipient, population)).sort();
  };

  it('is taken back when it no longer meets the rule, and its place goes to the next who comes', async () => {
    const first = [order('a', 'ann', '100'), order('b', 'bo', '150')];
    const smaller = [amend('x', 'a', { amount: '50' })];
    expect(await after(first, [order('c', 'cy', '200')])).toEqual(['ann', 'bo']);
    expect(await after(first, smaller)).toEqual(['bo']);
    expect(await after(first, smaller, [order('c', 'cy', '200')])).toEqual(['bo', 'cy']);
  });

  it('stays when it still earns it', async () => {
    const first = [order('a', 'ann', '100'), order('b', 'bo', '150')];
    const larger = [amend('x', 'a', { amount: '120' })];
    expect(await after(first, larger, [order('c', 'cy', '200')])).toEqual(['ann', 'bo']);
  });

  it('goes over to the rep whom the correction names', async () => {
    expect(await after([order('a', 'ann', '100')], [amend('x', 'a', {}, 'bo')])).toEqual(['bo']);
  });

  it('is won by an order that the correction makes large enough, and again after a second correction', async () => {
    const small = [order('a', 'ann', '10')];
    expect(await after(small, [amend('x', 'a', { amount: '100' })])).toEqual(['ann']);
    const twice = [amend('y', 'a', { amount: '10' })];
    const later = [amend('z', 'a', { amount: '300' }, undefined, '07')];
    expect(await after([order('a', 'ann', '100')], twice)).toEqual([]);
    expect(await after([order('a', 'ann', '100')], twice, later)).toEqual(['ann']);
  });
});
