import { expect, it } from 'vitest';
import { transactReading } from '../../../src/app/context.ts';
import { importData } from '../../../src/app/import/import-data.ts';
import { loadPopulation } from '../../../src/app/load-population.ts';
import { saveTargets } from '../../../src/app/master-data/save-targets.ts';
import { requirePlan } from '../../../src/app/plan/current-plan.ts';
import { publishPlan } from '../../../src/app/plan/publish-plan.ts';
import { readPlan } from '../../../src/app/plan/read-plan.ts';
import { readTargets, type TargetOfPeriod } from '../../../src/app/results/read-targets.ts';
import { parsePeriod } from '../../../src/domain/calendar/period.ts';
import { testDatabase } from '../../test-database.ts';
import { activity, smallData, smallFiles } from '../small-plan.ts';

const database = testDatabase();

const metric = (name: string, window: string, more: object = {}) => ({
  fact: 'metric',
  params: { metric: name, window, ...more },
});
const target = (of: string, period: string, amount: unknown, more: object = {}) => ({
  metric: of,
  period,
  amount,
  ...more,
});
const rank = { fact: 'rank', params: { metric: 'sales', window: 'month', scope: 'company' } };
const OWN = [
  target('sales', 'week', { kind: 'product', of: [metric('sales', 'week', { ago: 1 }), '1.1'] }),
  target('outlets', 'month', metric('sales', 'month', { scope: 'company' })),
  target('new-outlets', 'quarter', 3),
];
const OTHERS = [target('visits', 'month', rank)];

/** A target as text, with what was reached. */
const told = ({ subject, metric: of, period, tier, amount, actual }: TargetOfPeriod): string =>
  [subject.code, of, period, tier, amount, actual].join(' ');

it.each([
  ['formulas that look at the subject and the company', OWN],
  ['one that ranks all reps', [...OWN, ...OTHERS]],
])('targets of one subject are those that all would hold: %s', async (_, formulas) => {
  const context = database.tenant();
  const files = smallFiles([]);
  files.set('targets.json', JSON.stringify(formulas));
  const plan = readPlan(files);
  await publishPlan(context, plan.documents);
  const did = (id: string, type: string, rep: string, day: string, data: object) =>
    activity(plan, id, type, rep, `2024-${day}T10:00`, { ...data });
  await importData(context, {
    data: smallData([
      did('o1', 'order.placed', 'ann', '02-28', { amount: '10' }),
      did('o2', 'order.placed', 'ann', '03-05', { amount: '30' }),
      did('o3', 'order.placed', 'bo', '03-06', { amount: '40' }),
      did('v1', 'visit.completed', 'bo', '03-07', { outlet: 'shop' }),
      did('v2', 'visit.completed', 'ann', '03-08', { outlet: 'shop' }),
      did('v3', 'visit.completed', 'ann', '03-08', { outlet: 'store' }),
    ]),
  });
  const given = { metric: 'sales', tier: 'base', amount: '50' } as const;
  await saveTargets(context, {
    items: [
      { ...given, subjectKind: 'rep', subject: 'ann', period: '2024-03' },
      { ...given, subjectKind: 'rep', subject: 'bo', period: '2024-03', tier: 'stretch' },
      { ...given, subjectKind: 'team', subject: 'east', period: '2024-03' },
    ],
    at: Date.parse('2024-03-20T00:00:00Z'),
  });
  await transactReading(context, async (tx) => {
    const { tenant } = context;
    const { ruleSet } = await requirePlan(tx, tenant);
    const population = await loadPopulation(tx, tenant, ruleSet.documents);
    const found: string[] = [];
    for (const label of ['2024-03', '2024-W10', '2024-Q1']) {
      const period = parsePeriod(ruleSet.documents.plan.calendar, label);
      if (!period) throw new Error(`${label} is no period.`);
      const all = await readTargets(tx, tenant, ruleSet, population, period);
      for (const subject of [...population.reps.values(), ...population.teams.values()]) {
        const only = await readTargets(tx, tenant, ruleSet, population, period, { subject });
        const wanted = all.filter((each) => each.subject.id === subject.id && each.period === label);
        expect(only.map(told), `${subject.code} ${label}`).toEqual(wanted.map(told));
        found.push(...only.map(told));
      }
    }
    expect(found).toContain('ann sales 2024-03 base 50 30');
    expect(found).toContain('bo new-outlets 2024-Q1 base 3 1');
    expect(found).toContain('ann new-outlets 2024-Q1 base 3 1');
    expect(found).toContain('ann sales 2024-W10 base 11 30');
    if (formulas.length > OWN.length) expect(found).toContain('bo visits 2024-03 base 1 1');
  });
});
