import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { explainAward } from '../../../src/app/explain/explain-award.ts';
import { explanationText } from '../../../src/app/explain/explanation-text.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, DISPLAY, ORDER_POINTS, smallData, smallPlan } from '../small-plan.ts';

const ATTAINMENT = { fact: 'attainment', params: { metric: 'sales', window: 'month' } };
const BONUS = {
  code: 'bonus',
  name: { zh: '超额奖', en: 'Bonus' },
  category: 'result',
  subject: 'rep',
  triggers: [{ close: 'month' }],
  conditions: { ...ATTAINMENT, operator: 'greaterThanInclusive', value: 1 },
  rewards: [
    {
      kind: 'cash',
      amount: {
        kind: 'cap',
        most: 50,
        amount: {
          kind: 'bands',
          mode: 'marginal',
          on: ATTAINMENT,
          bands: [
            { from: 1, rate: '0.1' },
            { from: '1.2', rate: '0.2' },
          ],
        },
      },
    },
  ],
};

const database = testDatabase();
let context: Context;
const explain = (rep: string, rule: string, period = '2024-03') =>
  explainAward(context, { rep, rule, period, at: 0 });

beforeAll(async () => {
  context = database.tenant();
  const plan = smallPlan([BONUS, DISPLAY, ORDER_POINTS]);
  await publishPlan(context, plan.documents);
  const order = (id: string, rep: string, time: string, amount: string) =>
    activity(plan, id, 'order.placed', rep, time, { amount });
  const data = smallData([
    order('o1', 'ann', '2024-03-05T08:00', '1300'),
    order('o2', 'bo', '2024-03-05T08:00', '400.5'),
    order('o3', 'bo', '2024-03-05T09:00', '400'),
    order('o4', 'bo', '2024-03-05T10:00', '1'),
    order('o5', 'bo', '2024-03-05T11:00', '1'),
    activity(plan, 'v1', 'visit.completed', 'ann', '2024-03-06T08:00', { outlet: 'shop', faces: 3 }),
  ]);
  const targets = ['ann', 'bo'].map((subject) => ({
    subjectKind: 'rep' as const,
    subject,
    metric: 'sales',
    period: '2024-03',
    tier: 'base' as const,
    amount: 1000,
  }));
  await importData(context, { data: { ...data, targets } });
  await settlePeriod(context, { period: '2024-03' });
});

describe('why', () => {
  it('shows the conditions with their values, and the steps of the amount with their numbers', async () => {
    const text = explanationText(await explain('ann', 'bonus'), 'en');
    expect(text).toContain('2024-03: awarded cash 40.00 CNY');
    expect(text).toContain('✓ attainment(metric sales, window month) 1.3 ≥ 1');
    expect(text).toMatch(/bands: on 1300, unit 1000 → 40/);
    expect(text).toMatch(/from 1000, to 1200, part 200, rate 0\.1, amount 20/);
    expect(text).toMatch(/from 1200, part 100, rate 0\.2, amount 20/);
    expect(text).toMatch(/cap: amount 40, most 50 → 40/);
  });

  it('reads as Chinese, too', async () => {
    expect(explanationText(await explain('ann', 'bonus'), 'zh')).toContain('已获得 cash 40.00 CNY');
  });
});

describe('why not', () => {
  it('says what was missing, in the unit of the metric', async () => {
    expect((await explain('bo', 'bonus')).verdicts).toMatchObject([
      {
        awarded: false,
        window: '2024-03',
        missing: [
          { fact: 'attainment(metric sales, window month)', unknown: false, missing: '197.5', of: 'sales' },
        ],
      },
    ]);
  });

  it('says what is unknown', async () => {
    expect((await explain('cy', 'bonus')).verdicts).toMatchObject([
      { awarded: false, missing: [{ unknown: true }] },
    ]);
  });

  it('says that one more visit is missing, at the activity that was judged', async () => {
    const { verdicts } = await explain('ann', 'display');
    expect(verdicts).toMatchObject([
      { awarded: false, activity: 'v1', missing: [{ missing: '1', of: 'visits' }] },
    ]);
  });

  it('names the limit that bound', async () => {
    const { verdicts } = await explain('bo', 'order-points');
    expect(verdicts.filter((verdict) => verdict.awarded)).toHaveLength(3);
    expect(verdicts.at(-1)).toMatchObject({
      awarded: false,
      activity: 'o5',
      limits: [{ kind: 'amount', effect: 'refused', most: '25', used: '25' }],
    });
  });

  it('suggests what was meant by a rule or rep that does not exist', async () => {
    await expect(explain('ann', 'bonsu')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('“bonus”'),
    });
    await expect(explain('anm', 'bonus')).rejects.toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('“ann”'),
    });
  });

  it('changes nothing', async () => {
    await explain('bo', 'bonus');
    expect(await settlePeriod(context, { period: '2024-03' })).toMatchObject({ granted: 0, reversed: 0 });
  });
});
