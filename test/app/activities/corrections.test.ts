import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { resultFiles } from '../../../src/app/results/result-files.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import type { ParsedActivity } from '../../../src/domain/activities/activity.ts';
import { rollupText } from '../../../src/storage/rollups.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { ALL_RULES, activity, FIRST_TWO, smallPlan } from '../small-plan.ts';
import { type Amendment, correctionsUnder, withoutActivities } from './small-facts.ts';

const database = testDatabase();
const plan = smallPlan(ALL_RULES.filter((rule) => rule !== FIRST_TWO));

const order = (id: string, amount: string, rep = 'ann') =>
  activity(plan, id, 'order.placed', rep, '2024-03-05T10:00', { amount });
const visit = (id: string, faces: string, rep = 'ann') =>
  activity(plan, id, 'visit.completed', rep, '2024-03-06T10:00', { outlet: 'shop', faces });
const { voided, amended } = correctionsUnder(plan);

const start = async (): Promise<Context> => withoutActivities(await database.emptied(), plan);
const ingest = async (context: Context, ...activities: readonly ParsedActivity[]): Promise<string[]> => {
  const { results } = await ingestActivities(context, { activities, judge: true });
  return results.map((result) => ('fault' in result ? result.fault.code : result.status));
};
/** Everything that must be the same for the same facts: awards, transfers, statements, boards and rollups. */
const outcome = async (batches: readonly (readonly ParsedActivity[])[]): Promise<Map<string, unknown>> => {
  const context = await start();
  for (const batch of batches) await ingest(context, ...batch);
  await settlePeriod(context, { period: '2024-03' });
  const files = new Map<string, unknown>(resultFiles(await readResults(context, { period: '2024-03' })));
  files.delete('explain.ndjson');
  const rollups = await inTenant(context.store.db, context.tenant, (tx) => rollupText(tx, context.tenant));
  return files.set('rollups', rollups);
};

describe('an activity whose credit is another rep’s alone', () => {
  const shared = activity(plan, 's1', 'order.placed', 'ann', '2024-03-05T10:00', {
    amount: '10',
    shares: [{ rep: 'bo', share: '1' }],
  });
  const own = order('o1', '7', 'bo');

  it('counts for that rep, whatever is corrected beside it', async () => {
    const correction = amended('x1', 'o1', '2024-03-10', { data: { amount: '5' } });
    const batches = [[shared], [own], [correction]];
    const expected = await outcome([[shared, order('o1', '5', 'bo')]]);
    expect(String(expected.get('rollups'))).toMatch(/sales\|[^,]*\|15\|/);
    expect(await outcome(batches)).toEqual(expected);
    expect(await outcome([...batches].reverse())).toEqual(expected);
  });
});

describe('a correction of a correction', () => {
  const original = order('o1', '10');
  const first = voided('x1', 'o1', '2024-03-10');
  const second = voided('x2', 'x1', '2024-03-11');

  it('is refused when the correction is stored', async () => {
    const context = await start();
    expect(await ingest(context, original)).toEqual(['accepted']);
    expect(await ingest(context, first)).toEqual(['accepted']);
    const { results } = await ingestActivities(context, { activities: [second], judge: true });
    expect(results[0]).toMatchObject({
      status: 'rejected',
      fault: {
        field: '/data/original',
        code: 'corrects-correction',
        message: expect.stringContaining('"x1" is itself a correction'),
      },
    });
  });

  it('is refused wherever it stands in the batch of the correction, also an amendment, also in a chain', async () => {
    const amendment = amended('x2', 'x1', '2024-03-11', { data: { amount: '5' } });
    const third = voided('x3', 'x2', '2024-03-12');
    expect(await ingest(await start(), original, first, amendment)).toEqual([
      'accepted',
      'accepted',
      'corrects-correction',
    ]);
    expect(await ingest(await start(), third, second, first, original)).toEqual([
      'corrects-correction',
      'corrects-correction',
      'accepted',
      'accepted',
    ]);
  });

  it('stays without effect when it comes before the correction, whatever the order', async () => {
    const expected = await outcome([[original, first]]);
    expect(expected.get('rollups')).toEqual([]);
    for (const batches of [
      [[second], [first], [original]],
      [[second], [original], [first]],
      [[original], [second], [first]],
      [[second, original], [first]],
    ])
      expect(await outcome(batches)).toEqual(expected);
  });
});

describe('an amendment that does not fit its original', () => {
  it('is refused in the batch of its original as well as after it, by its place in the correction', async () => {
    const unfit = amended('x1', 'o1', '2024-03-10', { data: { amount: 'lots' } });
    for (const before of [[], [order('o1', '10')]]) {
      const context = await start();
      if (before.length > 0) await ingest(context, ...before);
      const { results } = await ingestActivities(context, {
        activities: before.length > 0 ? [unfit] : [unfit, order('o1', '10')],
        judge: true,
      });
      expect(results[0]).toMatchObject({ fault: { field: '/data/data/amount', code: 'not-a-number' } });
    }
  });

  it('does not shadow an earlier one that fits, when both came before the original', async () => {
    const fits = amended('x1', 'o1', '2024-03-10', { data: { amount: '500' } });
    const unfit = amended('x2', 'o1', '2024-03-11', { data: { colour: 'red' } });
    const expected = await outcome([[order('o1', '500')]]);
    expect(await outcome([[fits], [unfit], [order('o1', '10')]])).toEqual(expected);
    expect(await outcome([[order('o1', '10')], [unfit], [fits]])).toEqual(expected);
  });

  it('is refused when it moves the activity to a rep nobody knows', async () => {
    const moved = amended('x1', 'o1', '2024-03-10', { subject: 'nobody' });
    const { results } = await ingestActivities(await start(), { activities: [moved], judge: true });
    expect(results[0]).toMatchObject({ fault: { field: '/data/subject', code: 'unknown-rep' } });
  });
});

describe('any corrections, delivered anyhow', () => {
  const originals = [order('o1', '1000.25'), order('o2', '200', 'bo'), visit('v1', '3'), visit('v2', '6')];
  const corrections = ['x1', 'x2', 'x3', 'x4', 'x5'];
  const amendment: fc.Arbitrary<Amendment> = fc.constantFrom(
    { data: { amount: '500' } },
    { data: { amount: 'lots' } },
    { data: { faces: '6' } },
    { data: { faces: '1.5' } },
    { data: { outlet: 'other' } },
    { data: { outlet: null } },
    { data: { amount: '7.5' }, subject: 'cy' },
    { subject: 'bo' },
  );
  const correction = fc.record({
    original: fc.constantFrom('o1', 'o1', 'o1', 'o2', 'v1', 'v1', 'v1', 'x1', 'x2', 'nowhere'),
    time: fc.constantFrom('2024-03-01', '2024-03-10', '2024-03-10', '2024-03-11', '2024-04-02'),
    amendment: fc.option(amendment, { nil: undefined, freq: 5 }),
  });
  const facts = fc.array(correction, { minLength: 3, maxLength: corrections.length }).map((list) =>
    list.flatMap(({ original, time, amendment: change }, index) => {
      const id = corrections[index] ?? '';
      if (id === original) return [];
      return [change ? amended(id, original, time, change) : voided(id, original, time)];
    }),
  );
  const delivery = fc.record({
    facts,
    picks: fc.infiniteStream(fc.nat(1_000)),
    size: fc.integer({ min: 1, max: 4 }),
  });

  /** What an amendment makes of an activity if it fits, said plainly. */
  const amendedBy = (original: ParsedActivity, { correction: said }: ParsedActivity) => {
    const named = Object.keys(said?.data ?? {});
    const allowed = original.type === 'order.placed' ? ['amount', 'outlet'] : ['amount', 'outlet', 'faces'];
    const required = original.type === 'order.placed' ? 'amount' : 'outlet';
    const data = { ...original.data, ...said?.data };
    const fits =
      named.every((name) => allowed.includes(name)) &&
      data[required] !== null &&
      !['lots', '1.5'].some((bad) => data.amount === bad || data.faces === bad);
    const present = Object.fromEntries(
      Object.entries(data).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    );
    return fits ? { ...original, subject: said?.subject ?? original.subject, data: present } : undefined;
  };
  /** The facts without corrections: each original as the last one that fits leaves it. */
  const withoutCorrections = (all: readonly ParsedActivity[]): ParsedActivity[] =>
    originals.flatMap((original) => {
      const own = all
        .filter(({ correction: said }) => said?.original.id === original.id)
        .sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1));
      for (const each of own) {
        if (each.correction?.void) return [];
        const changed = amendedBy(original, each);
        if (changed) return [changed];
      }
      return [original];
    });

  it('leave what the last one that fits makes of each original', async () => {
    await fc.assert(
      fc.asyncProperty(delivery, async ({ facts: given, picks, size }) => {
        const pick = () => picks.next().value ?? 0;
        const doubled = [...originals, ...given].flatMap((fact) =>
          Array.from({ length: 1 + (pick() % 2) }, () => ({ fact, at: pick() })),
        );
        const shuffled = doubled.sort((a, b) => a.at - b.at).map(({ fact }) => fact);
        const batches = Array.from({ length: Math.ceil(shuffled.length / size) }, (_, index) =>
          shuffled.slice(index * size, (index + 1) * size),
        );
        expect(await outcome(batches)).toEqual(await outcome([withoutCorrections(given)]));
      }),
      { numRuns: 25, seed: Number(process.env.LAUREL_SEED) },
    );
  });
});
