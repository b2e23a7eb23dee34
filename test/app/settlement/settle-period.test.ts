import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { codeOf } from '../../../src/app/results/codes.ts';
import { lineAmount } from '../../../src/app/results/line-amount.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, COMMISSION, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
const metric = (code: string, window: string) => ({ fact: 'metric', params: { metric: code, window } });
const closing = (code: string, rest: Record<string, unknown>) => ({
  code,
  name: { zh: code, en: code },
  category: 'result',
  subject: 'rep',
  triggers: [{ close: 'month' }],
  ...rest,
});

const sell = async (
  rules: readonly Record<string, unknown>[],
  sales: readonly (readonly [string, string, string])[],
  overrides = {},
): Promise<Context> => {
  const context = database.tenant();
  const plan = smallPlan(rules, overrides);
  await publishPlan(context, plan.documents);
  const orders = sales.map(([rep, time, amount], index) =>
    activity(plan, `o${index}`, 'order.placed', rep, time, { amount }),
  );
  await importData(context, { data: smallData(orders) });
  return context;
};
const paid = async (context: Context, period: string): Promise<string[]> => {
  const { awards, population } = await readResults(context, { period });
  return awards.flatMap((award) =>
    award.lines.map(
      (line) => `${award.rule} ${codeOf(award.recipient, population)} ${lineAmount(line)} ${award.payPeriod}`,
    ),
  );
};

describe('settling', () => {
  it('is idempotent, and a late fact corrects exactly what it changes', async () => {
    const context = await sell(
      [COMMISSION],
      [
        ['ann', '2024-03-05', '1000'],
        ['bo', '2024-03-06', '200'],
      ],
    );
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({
      granted: 2,
      reversed: 0,
      payPeriod: true,
      totals: { cash: '12.00' },
    });
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({
      granted: 0,
      reversed: 0,
      before: { cash: '12.00' },
    });
    const late = activity(smallPlan([COMMISSION]), 'late', 'order.placed', 'bo', '2024-03-31T23:59:59', {
      amount: '50',
    });
    await ingestActivities(context, { activities: [late], judge: true });
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({
      granted: 1,
      reversed: 1,
      totals: { cash: '12.50' },
    });
    expect(await paid(context, '2024-03')).toEqual(
      expect.arrayContaining(['commission ann 10.00 2024-03', 'commission bo 2.50 2024-03']),
    );
  });

  it('keeps the books balanced: what left the budget is what the reps have', async () => {
    const context = await sell(
      [COMMISSION, ORDER_POINTS],
      [
        ['ann', '2024-03-05', '1000'],
        ['bo', '2024-03-06', '200'],
      ],
    );
    await settlePeriod(context, { period: '2024-03' });
    const rows = await inTenant(context.store.db, context.tenant, (tx) =>
      rowsOf<{ account: string; currency: string; balance: string }>(
        tx,
        sql`
        select account, currency, sum(amount)::text as balance from (
          select to_account as account, currency, amount_minor as amount from transfer
          where tenant_id = ${context.tenant}
          union all
          select from_account, currency, -amount_minor from transfer where tenant_id = ${context.tenant}) movement
        group by account, currency order by account, currency`,
      ),
    );
    const budget = rows.filter((row) => row.account === 'budget:small');
    expect(budget.map(({ currency, balance }) => [currency, balance])).toEqual([
      ['CNY', '-1200'],
      ['points', '-20'],
    ]);
    for (const currency of ['CNY', 'points']) {
      expect(
        rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + BigInt(row.balance), 0n),
      ).toBe(0n);
    }
  });

  it('judges every closing within a larger period, earlier ones first', async () => {
    const context = await sell(
      [COMMISSION],
      [
        ['ann', '2024-01-05', '100'],
        ['ann', '2024-02-06', '200'],
        ['ann', '2024-04-01', '900'],
      ],
    );
    expect(await settlePeriod(context, { period: '2024-Q1' })).toMatchObject({
      closings: 3,
      payPeriod: false,
      totals: { cash: '3.00' },
    });
    expect(await paid(context, '2024-Q1')).toEqual([
      'commission ann 1.00 2024-01',
      'commission ann 2.00 2024-02',
    ]);
  });

  it('closes a company month on its own days', async () => {
    const calendar = { timeZone: 'Asia/Shanghai', monthStartDay: 26 };
    const context = await sell(
      [COMMISSION],
      [
        ['ann', '2024-02-25T23:59', '100'],
        ['ann', '2024-02-26', '200'],
        ['ann', '2024-03-25T23:59', '400'],
        ['ann', '2024-03-26', '800'],
      ],
      { calendar },
    );
    await settlePeriod(context, { period: '2024-03' });
    expect(await paid(context, '2024-03')).toEqual(['commission ann 6.00 2024-03']);
  });

  it('pays nothing before the day from which the plan pays', async () => {
    const context = await sell(
      [COMMISSION],
      [
        ['ann', '2024-02-05', '100'],
        ['ann', '2024-03-06', '200'],
      ],
      { paysFrom: '2024-03-01' },
    );
    await settlePeriod(context, { period: '2024-Q1' });
    expect(await paid(context, '2024-Q1')).toEqual(['commission ann 2.00 2024-03']);
  });

  it('grants a lifetime badge once, at the close where it is first reached', async () => {
    const veteran = closing('veteran', {
      window: 'lifetime',
      conditions: { ...metric('sales', 'lifetime'), operator: 'greaterThanInclusive', value: 300 },
      rewards: [{ kind: 'points', amount: 7 }],
    });
    const context = await sell(
      [veteran],
      [
        ['ann', '2024-01-05', '100'],
        ['ann', '2024-02-06', '200'],
        ['ann', '2024-03-06', '200'],
      ],
    );
    await settlePeriod(context, { period: '2024-03' });
    expect(await paid(context, '2024-03')).toEqual(['veteran ann 7 2024-03']);
    // February is settled later, but the badge was reached in it: it moves there, and is not granted twice.
    await settlePeriod(context, { period: '2024-02' });
    await settlePeriod(context, { period: '2024-03' });
    expect(await paid(context, '2024-02')).toEqual(['veteran ann 7 2024-02']);
    expect(await paid(context, '2024-03')).toEqual([]);
  });

  it('lets a rule read the awards of others, but not its own of the same period', async () => {
    const topUp = closing('top-up', {
      rewards: [
        {
          kind: 'cash',
          amount: {
            kind: 'guarantee',
            earned: { fact: 'awards', params: { rule: 'commission', window: 'month', measure: 'cash' } },
            level: 25,
          },
        },
      ],
    });
    const context = await sell(
      [topUp, COMMISSION],
      [
        ['ann', '2024-03-05', '1000'],
        ['bo', '2024-03-06', '9000'],
      ],
    );
    await settlePeriod(context, { period: '2024-03' });
    await settlePeriod(context, { period: '2024-03' });
    const lines = await paid(context, '2024-03');
    expect(lines.filter((line) => line.startsWith('top-up')).sort()).toEqual([
      'top-up ann 15.00 2024-03',
      'top-up cy 25.00 2024-03',
    ]);
  });

  it('recovers a draw from later earnings, and no more than was advanced', async () => {
    const draw = closing('draw', {
      rewards: [
        {
          kind: 'cash',
          amount: {
            kind: 'draw',
            earned: { fact: 'awards', params: { rule: 'commission', window: 'month', measure: 'cash' } },
            level: 20,
            outstanding: { fact: 'awards', params: { rule: 'draw', window: 'lifetime', measure: 'cash' } },
          },
        },
      ],
      eligibility: { fact: 'rep.code', operator: 'equal', value: 'ann' },
    });
    const context = await sell(
      [COMMISSION, draw],
      [
        ['ann', '2024-01-05', '500'],
        ['ann', '2024-02-05', '3000'],
        ['ann', '2024-03-05', '9000'],
      ],
    );
    for (const period of ['2024-01', '2024-02', '2024-03']) await settlePeriod(context, { period });
    const lines = await paid(context, '2024-Q1');
    expect(lines.filter((line) => line.startsWith('draw'))).toEqual([
      'draw ann 15.00 2024-01',
      'draw ann -10.00 2024-02',
      'draw ann -5.00 2024-03',
    ]);
  });

  it('keeps a limit over several closings, and settling one of them again changes nothing', async () => {
    const twice = closing('twice', {
      eligibility: { ...metric('sales', 'month'), operator: 'greaterThan', value: 0 },
      rewards: [{ kind: 'points', amount: 5 }],
      limits: [{ kind: 'count', most: 2, window: 'year' }],
    });
    const months = ['01', '02', '03', '04'];
    const context = await sell(
      [twice],
      months.map((month) => ['ann', `2024-${month}-05`, '10'] as const),
    );
    for (const month of months) await settlePeriod(context, { period: `2024-${month}` });
    expect(await settlePeriod(context, { period: '2024-02' })).toMatchObject({ granted: 0, reversed: 0 });
    expect(await paid(context, '2024')).toEqual(['twice ann 5 2024-01', 'twice ann 5 2024-02']);
  });

  it('pays a window longer than the pay cycle in the period in which it closes', async () => {
    const quarterly = closing('quarterly', {
      triggers: [{ close: 'quarter' }],
      rewards: [{ kind: 'cash', amount: { kind: 'per-unit', rate: '0.1', of: metric('sales', 'quarter') } }],
    });
    const context = await sell(
      [quarterly],
      [
        ['ann', '2024-01-05', '10'],
        ['ann', '2024-03-05', '20'],
      ],
    );
    for (const period of ['2024-01', '2024-02', '2024-03']) await settlePeriod(context, { period });
    expect(await paid(context, '2024-02')).toEqual([]);
    expect(await paid(context, '2024-03')).toEqual(['quarterly ann 3.00 2024-03']);
  });

  it('leaves a quarter open when its last month is only reported', async () => {
    const quarterly = closing('quarterly', {
      triggers: [{ close: 'quarter' }],
      rewards: [{ kind: 'points', amount: 9 }],
    });
    const context = await sell(
      [quarterly, ORDER_POINTS],
      [
        ['ann', '2024-01-05', '10'],
        ['ann', '2024-03-31', '20'],
      ],
      { payCycle: 'quarter' },
    );
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({
      closings: 0,
      payPeriod: false,
    });
    expect(await paid(context, '2024-03')).toEqual(['order-points ann 10 2024-Q1']);
    expect(await paid(context, '2024-03-31')).toEqual(['order-points ann 10 2024-Q1']);
    expect(await settlePeriod(context, { period: '2024-Q1' })).toMatchObject({
      closings: 1,
      payPeriod: true,
    });
  });

  it('names what is no period', async () => {
    const context = await sell([COMMISSION], []);
    await expect(settlePeriod(context, { period: '2024-13' })).rejects.toMatchObject({ code: 'invalid' });
  });
});
