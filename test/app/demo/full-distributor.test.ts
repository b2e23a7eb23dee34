import { describe, expect, it } from 'vitest';
import { FULL_DISTRIBUTOR } from '../../../src/app/demo/demo-sizes.ts';
import { demo, importDemo, rowsOf } from './demo-import.ts';

describe('the whole distributor', () => {
  it('has sixty reps in six teams, 3,000 outlets, 300 products and a quarter of work', async () => {
    const files = demo(1, '2026-11-24', FULL_DISTRIBUTOR);
    const data = await importDemo(files);
    expect(data.rejects).toEqual([]);
    expect(data.teams.filter(({ parent }) => parent === 'T0')).toHaveLength(6);
    expect(data.outlets).toHaveLength(3000);
    expect(data.products).toHaveLength(300);
    expect(data.products.filter(({ launchedOn = '' }) => launchedOn >= '2026-09-01')).toHaveLength(6);

    const reps = data.reps.filter(({ role }) => role === '业务员');
    expect(reps).toHaveLength(64);
    expect(reps.filter(({ leftOn }) => leftOn !== undefined)).toHaveLength(4);
    expect(reps.filter(({ hiredOn = '' }) => hiredOn >= '2026-09-01')).toHaveLength(4);
    expect(reps.filter(({ hiredOn = '' }) => hiredOn >= '2026-07-15' && hiredOn < '2026-09-01')).toHaveLength(
      4,
    );
    expect(data.memberships.map(({ rep, team, from, to }) => [rep, team, from, to])).toEqual([
      ['R01', 'T1', undefined, '2026-10-16'],
      ['R01', 'T2', '2026-10-16', undefined],
    ]);

    expect(data.activities.length).toBeGreaterThan(80_000);
    expect(data.activities.length).toBeLessThan(110_000);
    const visits = rowsOf(files, 'activities.csv').filter(({ type }) => type === 'visit.completed');
    const perDay = [
      ...Map.groupBy(visits, ({ subject, time = '' }) => `${subject} ${time.slice(0, 10)}`),
    ].map(([, { length }]) => length);
    const mean = perDay.reduce((sum, count) => sum + count, 0) / perDay.length;
    expect(mean).toBeGreaterThan(11);
    expect(mean).toBeLessThan(15);
    expect(Math.max(...perDay)).toBeLessThanOrEqual(23);
  });

  it('sets targets by ability: a star carries at least one and a half times a newcomer’s', () => {
    const targets = rowsOf(demo(1, '2026-09-01', FULL_DISTRIBUTOR), 'targets.csv')
      .filter(
        ({ subject, metric, period }) =>
          subject?.startsWith('R') && metric === 'sales' && period === '2026-09',
      )
      .map(({ amount }) => Number(amount))
      .sort((a, b) => a - b);
    const [low = 0, high = 0] = [targets[12], targets.at(-6)];
    expect(high / low).toBeGreaterThan(1.5);
    expect(high / low).toBeLessThan(4);
  });
});
