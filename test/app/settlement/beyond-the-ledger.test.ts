import { describe, expect, it } from 'vitest';
import { ingestActivities } from '../../../src/app/activities/ingest-activities.ts';
import type { Context } from '../../../src/app/context.ts';
import { explainAward } from '../../../src/app/explain/explain-award.ts';
import { explanationText } from '../../../src/app/explain/explanation-text.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { verifyLedger } from '../../../src/app/ledger/verify-ledger.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { rebuild } from '../../../src/app/rebuild.ts';
import { codeOf } from '../../../src/app/results/codes.ts';
import { lineAmount } from '../../../src/app/results/line-amount.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { resultFiles } from '../../../src/app/results/result-files.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();
const SALES = { fact: 'metric', params: { metric: 'sales', window: 'month' } };
const rule = (code: string, rest: Record<string, unknown>) => ({
  code,
  name: { zh: code, en: code },
  category: 'result',
  subject: 'rep',
  triggers: [{ close: 'month' }],
  ...rest,
});
const timesThousand = (of: unknown) => ({ kind: 'product', of: [of, 1000] });
const RULES = [
  rule('at-once', {
    triggers: [{ activity: 'order.placed' }],
    per: ['activity'],
    rewards: [{ kind: 'cash', amount: timesThousand({ fact: 'activity.amount' }) }],
  }),
  rule('at-close', { rewards: [{ kind: 'cash', amount: timesThousand(SALES) }] }),
  rule('fixed', { rewards: [{ kind: 'cash', amount: '100000000000000000000' }] }),
  rule('capped', {
    rewards: [{ kind: 'cash', amount: { kind: 'product', of: [SALES, SALES, SALES, SALES] } }],
    limits: [{ kind: 'amount', most: 7, window: 'month' }],
  }),
  rule('team-pool', {
    subject: 'team',
    rewards: [
      {
        kind: 'cash',
        amount: {
          kind: 'pool',
          share: 'contribution',
          by: SALES,
          total: { kind: 'product', of: [SALES, SALES] },
        },
      },
    ],
    recipients: { members: {} },
  }),
];
const HUGE = '999999999999999999.999999';

const sell = async (): Promise<Context> => {
  const context = database.tenant();
  const plan = smallPlan(RULES);
  await publishPlan(context, plan.documents);
  await importData(context, { data: smallData([]) });
  const order = (id: string, rep: string, amount: string) =>
    activity(plan, id, 'order.placed', rep, '2024-03-05', { amount });
  const activities = [
    order('o1', 'ann', '10'),
    order('o2', 'bo', HUGE),
    order('o3', 'bo', HUGE),
    order('o4', 'cy', '3'),
  ];
  const { results } = await ingestActivities(context, { activities, judge: true });
  expect(results.every(({ status }) => status === 'accepted')).toBe(true);
  return context;
};

describe('an award beyond what a line of the ledger can hold', () => {
  it('is refused alone: everybody else is paid, at once and at the close', async () => {
    const context = await sell();
    await settlePeriod(context, { period: '2024-03' });
    const results = await readResults(context, { period: '2024-03' });
    const paid = results.awards.flatMap((award) =>
      award.lines.map(
        (line) => `${award.rule} ${codeOf(award.recipient, results.population)} ${lineAmount(line)}`,
      ),
    );
    expect(paid.sort()).toEqual([
      'at-close ann 10000.00',
      'at-close cy 3000.00',
      'at-once ann 10000.00',
      'at-once cy 3000.00',
      'capped ann 7.00',
      'capped bo 7.00',
      'capped cy 7.00',
      'team-pool cy 9.00',
    ]);
    expect(resultFiles(results).get('leaderboard.csv')).toContain('1,bo,sales,1999999999999999999.999998,');
    expect(await rebuild(context)).toMatchObject({ same: true, judged: { granted: 0, reversed: 0 } });
    expect(await verifyLedger(context, { checkpoint: undefined })).toMatchObject({ fault: undefined });
  });

  it('is explained', async () => {
    const context = await sell();
    await settlePeriod(context, { period: '2024-03' });
    const asked = { rep: 'bo', period: '2024-03' };
    expect((await explainAward(context, { ...asked, rule: 'at-close', at: 0 })).verdicts).toMatchObject([
      {
        awarded: false,
        limits: [
          {
            kind: 'ledger',
            effect: 'refused',
            most: '9223372036854775807',
            used: '200000000000000000000000',
          },
        ],
      },
    ]);
    const text = explanationText(await explainAward(context, { ...asked, rule: 'at-once', at: 0 }), 'en');
    expect(text).toContain('is beyond what a line can hold, 9223372036854775807 in the smallest unit');
  });
});
