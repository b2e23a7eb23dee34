import { expect, it } from 'vitest';
import { importData } from '../../../src/app/import/import-data.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { codeOf } from '../../../src/app/results/codes.ts';
import { lineAmount } from '../../../src/app/results/line-amount.ts';
import { readResults } from '../../../src/app/results/read-results.ts';
import { settlePeriod } from '../../../src/app/settlement/settle-period.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallPlan } from '../small-plan.ts';

const database = testDatabase();

const sales = (scope: string) => ({ fact: 'metric', params: { metric: 'sales', window: 'month', scope } });
const rule = (code: string, subject: string, amount: unknown) => ({
  code,
  name: { zh: code, en: code },
  category: 'result',
  subject,
  triggers: [{ close: 'month' }],
  rewards: [{ kind: 'points', amount }],
});
const RULES = [
  rule('team-sales', 'team', sales('own')),
  rule('team-size', 'team', { fact: 'members', params: { aggregate: 'count' } }),
  rule('override', 'rep', sales('managed')),
];

it('credits a team, the teams above it, and the reps who manage any of them', async () => {
  const context = database.tenant();
  const plan = smallPlan(RULES);
  await publishPlan(context, plan.documents);
  const orders = [
    activity(plan, '1', 'order.placed', 'ann', '2024-03-05', { amount: '100' }),
    activity(plan, '2', 'order.placed', 'bo', '2024-03-06', { amount: '20' }),
    activity(plan, '3', 'order.placed', 'cy', '2024-03-07', { amount: '3' }),
  ];
  const data = smallData(orders);
  await importData(context, {
    data: {
      ...data,
      teams: [
        { code: 'company', name: 'company', manager: 'cy' },
        { code: 'east', name: 'east', parent: 'company', manager: 'bo' },
        { code: 'west', name: 'west', parent: 'company', manager: 'cy' },
      ],
    },
  });
  await settlePeriod(context, { period: '2024-03' });
  const { awards, population } = await readResults(context, { period: '2024-03' });
  const paid = awards.flatMap(({ rule: code, recipient, lines }) =>
    lines.map((line) => `${code} ${codeOf(recipient, population)} ${lineAmount(line)}`),
  );
  expect(paid.sort()).toEqual([
    'override bo 120',
    'override cy 123',
    'team-sales company 123',
    'team-sales east 120',
    'team-sales west 3',
    'team-size company 3',
    'team-size east 2',
    'team-size west 1',
  ]);
});
