import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../../src/app/plan/read-plan.ts';
import { codeOf } from '../../../src/app/results/codes.ts';
import { lineAmount } from '../../../src/app/results/line-amount.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallFiles } from '../small-plan.ts';

const database = testDatabase();

const rule = (code: string, rest: Record<string, unknown>) => ({
  code,
  name: { zh: code, en: code },
  category: 'result',
  subject: 'rep',
  triggers: [{ close: 'month' }],
  ...rest,
});
const sales = { fact: 'metric', params: { metric: 'sales', window: 'month' } };
const percent = { kind: 'per-unit', rate: '0.1', of: sales };
const oil = { kind: 'prize', prize: 'oil' };
const PRIZES = [{ code: 'oil', name: { zh: '食用油', en: 'Oil' }, value: 60, stock: 2 }];
const sold = { ...sales, operator: 'greaterThan', value: 0 };

const start = async (
  rules: readonly Record<string, unknown>[],
  orders: readonly (readonly [rep: string, time: string, amount: string])[],
  plan: Record<string, unknown> = {},
): Promise<Context> => {
  const context = database.tenant();
  const files = smallFiles(rules, plan);
  files.set('prizes.json', JSON.stringify(PRIZES));
  const read = readPlan(files);
  await publishPlan(context, read.documents);
  const activities = orders.map(([rep, time, amount], index) =>
    activity(read, `o${index}`, 'order.placed', rep, time, { amount }),
  );
  await importData(context, { data: smallData(activities) });
  return context;
};

const paid = async (context: Context, period: string): Promise<string[]> => {
  const { awards, population } = await readResults(context, { period });
  return awards
    .flatMap(({ rule: code, recipient, window, lines }) =>
      lines.map((line) =>
        [code, codeOf(recipient, population), line.item || lineAmount(line), window].join(' '),
      ),
    )
    .sort();
};

describe('a limit over several closings', () => {
  const yearly = rule('yearly', {
    rewards: [{ kind: 'cash', amount: percent }],
    limits: [{ kind: 'amount', most: 30, window: 'year' }],
  });
  const orders = ['01', '02', '03'].map((month) => ['ann', `2024-${month}-10`, '200'] as const);

  it('comes to the same in whatever order the months are settled', async () => {
    const inOrder = await start([yearly], orders);
    for (const period of ['2024-01', '2024-02', '2024-03']) await settlePeriod(inOrder, { period });
    const backwards = await start([yearly], orders);
    for (const period of ['2024-03', '2024-01']) await settlePeriod(backwards, { period });
    expect(await paid(backwards, '2024-Q1')).toEqual([
      'yearly ann 10.00 2024-03',
      'yearly ann 20.00 2024-01',
    ]);
    expect(await settlePeriod(backwards, { period: '2024-02' })).toMatchObject({ later: 1, reversed: 1 });
    expect(await paid(backwards, '2024-Q1')).toEqual(await paid(inOrder, '2024-Q1'));
    expect(await paid(inOrder, '2024-Q1')).toEqual(['yearly ann 10.00 2024-02', 'yearly ann 20.00 2024-01']);
  });

  it('leaves later months alone when nothing looks back', async () => {
    const monthly = rule('monthly', { rewards: [{ kind: 'cash', amount: percent }] });
    const context = await start([monthly], orders);
    await settlePeriod(context, { period: '2024-03' });
    expect(await settlePeriod(context, { period: '2024-01' })).toMatchObject({ later: 0 });
  });
});

describe('the budget of the plan', () => {
  const rules = ['a', 'b'].map((code) =>
    rule(code, { rewards: [{ kind: 'cash', amount: percent }], limits: [{ kind: 'plan-budget' }] }),
  );
  const budget = { budget: { amount: 50, window: 'month' } };

  it('is shared by every rule that is bound by it, and begins anew with its window', async () => {
    const context = await start(
      rules,
      [
        ['ann', '2024-01-10', '200'],
        ['bo', '2024-01-11', '200'],
        ['cy', '2024-02-01', '200'],
      ],
      budget,
    );
    await settlePeriod(context, { period: '2024-01' });
    await settlePeriod(context, { period: '2024-02' });
    expect(await paid(context, '2024-01')).toEqual(['a ann 20.00 2024-01', 'a bo 20.00 2024-01']);
    expect(await paid(context, '2024-02')).toEqual(['a cy 20.00 2024-02', 'b cy 20.00 2024-02']);
    expect(await settlePeriod(context, { period: '2024-01' })).toMatchObject({ granted: 0, reversed: 0 });
  });

  it('counts what activities have granted of it', async () => {
    const instant = rule('instant', {
      triggers: [{ activity: 'order.placed' }],
      per: ['activity'],
      rewards: [{ kind: 'cash', amount: 20 }],
      contention: 'as-recorded',
      limits: [{ kind: 'plan-budget' }],
    });
    const days = ['2024-01-10', '2024-01-11', '2024-01-12'];
    const context = await start(
      [instant, ...rules],
      days.map((day) => ['ann', day, '100'] as const),
      budget,
    );
    expect(await paid(context, '2024-01')).toEqual([
      'instant ann 20.00 2024-01-10',
      'instant ann 20.00 2024-01-11',
    ]);
    await settlePeriod(context, { period: '2024-01' });
    expect(await paid(context, '2024-01')).toHaveLength(2);
  });
});

describe('a stock', () => {
  const atOrders = rule('at-orders', {
    triggers: [{ activity: 'order.placed' }],
    contention: 'as-recorded',
    rewards: [oil, { kind: 'points', amount: 5 }],
  });
  const atClose = rule('at-close', { conditions: sold, rewards: [oil] });

  it('is never oversold by activities and closes together; other lines of the award stay', async () => {
    const context = await start(
      [atOrders, atClose],
      [
        ['ann', '2024-01-10', '1'],
        ['bo', '2024-01-11', '1'],
        ['cy', '2024-01-12', '1'],
      ],
    );
    const granted = [
      'at-orders ann 5 2024-01-10',
      'at-orders ann oil 2024-01-10',
      'at-orders bo 5 2024-01-11',
      'at-orders bo oil 2024-01-11',
      'at-orders cy 5 2024-01-12',
    ];
    expect(await paid(context, '2024-01')).toEqual(granted);
    await settlePeriod(context, { period: '2024-01' });
    expect(await paid(context, '2024-01')).toEqual(granted);
  });

  it('is handed out at a close by order of code, and the same again when settled again', async () => {
    const context = await start(
      [atClose],
      [
        ['cy', '2024-01-10', '1'],
        ['bo', '2024-01-11', '1'],
        ['ann', '2024-01-12', '1'],
      ],
    );
    await settlePeriod(context, { period: '2024-01' });
    const granted = ['at-close ann oil 2024-01', 'at-close bo oil 2024-01'];
    expect(await paid(context, '2024-01')).toEqual(granted);
    expect(await settlePeriod(context, { period: '2024-01' })).toMatchObject({ granted: 0, reversed: 0 });
  });
});
