import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { FULL_DISTRIBUTOR, SMALL_DISTRIBUTOR } from '../../../src/app/demo/demo-sizes.ts';
import { type DemoDistributor, generateDemo } from '../../../src/app/demo/generate-demo.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { knownCodesOf } from '../../../src/app/import/known-codes-of.ts';
import { readData } from '../../../src/app/import/read-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { type Results, readResults } from '../../../src/app/results/read-results.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { filesSource } from '../../../src/app/tabular/files-source.ts';
import type { StoredAward } from '../../../src/storage/awards.ts';
import { testDatabase } from '../../test-database.ts';
import { dateOf, demoPlan } from './demo-import.ts';

/** The whole distributor with a third of its people: shares and amounts are those of sixty reps. */
const THIRD = { ...FULL_DISTRIBUTOR, teams: 3, repsPerTeam: 6, leavers: 2 };
const [WHOLE_MONTHS, RUNNING] = [['2026-09', '2026-10'], '2026-11'] as const;

/** What one complete visit or one good store earns at once; it is small, and within everybody's reach. */
const FOR_EVERYBODY = ['eight-step-visit', 'standard-store'];

const database = testDatabase();

/** Loads a demo as its docstring says: the master data, then one batch after another. */
const load = async (context: Context, demo: DemoDistributor, size?: number) => {
  const load = async (files: ReadonlyMap<string, string>) => {
    const knows = await knownCodesOf(context);
    const data = await readData(demoPlan.documents, filesSource(files), () => {}, knows);
    expect(data.rejects).toEqual([]);
    return importData(context, { data });
  };
  await load(demo.masterData);
  const counts = { accepted: 0, duplicates: 0 };
  for (const { file } of demo.batches(size === undefined ? {} : { size })) {
    const { accepted, duplicates, rejects } = await load(new Map([['activities.csv', file]]));
    expect(rejects).toEqual([]);
    counts.accepted += accepted;
    counts.duplicates += duplicates;
  }
  return counts;
};

const months = new Map<string, Results>();
beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, demoPlan.documents);
  await load(context, generateDemo({ seed: 1, asOf: dateOf('2026-11-14'), sizes: THIRD }), 20_000);
  for (const period of [...WHOLE_MONTHS, RUNNING]) {
    await settlePeriod(context, { period });
    months.set(period, await readResults(context, { period }));
  }
}, 240_000);

const monthOf = (period: string): Results => {
  const results = months.get(period);
  if (!results) throw new RangeError(`${period} was not settled`);
  return results;
};
/** Reps who sold something in the month. */
const workersOf = ({ boards }: Results) => boards.find(({ board }) => board.code === 'sales')?.rows ?? [];
const awardsOf = ({ awards, period }: Results, rule?: string): readonly StoredAward[] =>
  awards.filter((award) => (!rule || award.rule === rule) && award.payPeriod === period.label);
const recipients = (awards: readonly StoredAward[]) => new Set(awards.map(({ recipient }) => recipient));
const yuan = (amountMinor: bigint) => Number(amountMinor) / 100;

describe('a store with yesterday’s demo', () => {
  it('is brought up to date by loading today’s', async () => {
    const context = database.tenant();
    await publishPlan(context, demoPlan.documents);
    const on = (asOf: string) => generateDemo({ seed: 3, asOf: dateOf(asOf), sizes: SMALL_DISTRIBUTOR });
    const yesterday = await load(context, on('2026-11-10'));
    const today = await load(context, on('2026-11-11'));
    expect(yesterday.duplicates).toBe(0);
    expect(today.duplicates).toBe(yesterday.accepted);
    expect(today.accepted).toBeGreaterThan(100);
  });
});

describe('the awards of the demo', () => {
  it('come from every rule', () => {
    const granting = new Set([...months.values()].flatMap(({ awards }) => awards.map(({ rule }) => rule)));
    expect([...granting].sort()).toEqual(demoPlan.documents.rules.map(({ code }) => code).sort());
  });

  it.each([...WHOLE_MONTHS, RUNNING])('of %s leave somebody out under every rule', (period) => {
    const results = monthOf(period);
    for (const { code } of demoPlan.documents.rules) {
      if (FOR_EVERYBODY.includes(code)) continue;
      const count = recipients(awardsOf(results, code)).size;
      expect(count, code).toBeLessThan(workersOf(results).length);
    }
  });

  it.each(WHOLE_MONTHS)('of %s reach nearly everybody, in amounts that can be believed', (period) => {
    const results = monthOf(period);
    const workers = workersOf(results).length;
    const cash = results.statements.map(({ cashMinor }) => yuan(cashMinor)).sort((a, b) => a - b);
    expect(cash.filter((amount) => amount > 0).length).toBeGreaterThan(0.9 * workers);
    const mean = cash.reduce((sum, amount) => sum + amount, 0) / workers;
    expect(mean).toBeGreaterThan(1000);
    expect(mean).toBeLessThan(2800);
    expect(cash[Math.floor(workers * 0.5)]).toBeGreaterThan(800);
    expect(cash[Math.floor(workers * 0.8)]).toBeLessThan(4500);
    expect(cash.at(-1)).toBeLessThan(11_000);
    const budget = Number(results.documents.plan.budget?.amount);
    expect(mean * 60).toBeLessThan(budget);
    expect(mean * 60).toBeGreaterThan(budget / 2);
  });

  it.each(WHOLE_MONTHS)('of %s let some meet the target, some just miss it, and few excel', (period) => {
    const results = monthOf(period);
    const attainments = results.targets
      .filter(({ subject, metric }) => subject.kind === 'rep' && metric === 'sales')
      .map(({ amount, actual }) => Number(actual ?? 0) / Number(amount));
    const share = (from: number, to: number) =>
      attainments.filter((each) => each >= from && each < to).length / attainments.length;
    expect(share(1, 9)).toBeGreaterThan(0.2);
    expect(share(1, 9)).toBeLessThan(0.7);
    expect(share(0.9, 1)).toBeGreaterThan(0.05);
    expect(share(1.2, 9)).toBeLessThan(0.3);
    expect(Math.max(...attainments)).toBeLessThan(2);
    expect(recipients(awardsOf(results, 'over-target-bonus')).size).toBe(
      attainments.filter((each) => each >= 1).length,
    );
  });

  it.each(WHOLE_MONTHS)('of %s stand beside boards without absurd figures', (period) => {
    const values = workersOf(monthOf(period)).map(({ value }) => Number(value));
    const median = values[values.length >> 1] ?? 0;
    expect(median).toBeGreaterThan(70_000);
    expect(median).toBeLessThan(200_000);
    expect(Math.max(...values)).toBeLessThan(4 * median);
    expect(Math.min(...values)).toBeGreaterThan(0);
  });

  it.each(WHOLE_MONTHS)('of %s know good stores and visits from others', (period) => {
    const results = monthOf(period);
    const stores = new Set(
      awardsOf(results, 'standard-store').map(({ evidenceKey }) => evidenceKey.split('/')[0]),
    );
    const outlets = workersOf(results).length * THIRD.outletsPerRep;
    expect(stores.size).toBeGreaterThan(0.15 * outlets);
    expect(stores.size).toBeLessThan(0.6 * outlets);
    const earned = [
      ...Map.groupBy(awardsOf(results, 'eight-step-visit'), ({ recipient }) => recipient).values(),
    ]
      .map(({ length }) => length)
      .sort((a, b) => a - b);
    expect(earned.at(-2)).toBeGreaterThan(1.5 * (earned[2] ?? 0));
  });

  it('of the running month show progress before it is over', () => {
    const results = monthOf(RUNNING);
    expect(awardsOf(results, 'standard-store').length).toBeGreaterThan(20);
    expect(recipients(awardsOf(results, 'eight-step-visit')).size).toBe(workersOf(results).length);
  });

  it('name the badges of every level in the end', () => {
    const held = monthOf(RUNNING).awards.flatMap(({ lines }) => lines.map(({ item }) => item));
    for (const level of ['iron-feet-silver', 'evergreen-gold', 'pathfinder-silver']) {
      expect(held).toContain(level);
    }
  });
});
