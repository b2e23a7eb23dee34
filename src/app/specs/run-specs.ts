import type { RuleSpecs } from '../../../schemas/rule-specs.ts';
import { decimal } from '../../domain/money/decimal.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { importData } from '../import/import-data.ts';
import { publishPlan } from '../plan/publish-plan.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { codeOf } from '../results/codes.ts';
import { lineAmount } from '../results/line-amount.ts';
import { type Results, readResults } from '../results/read-results.ts';
import { settlePeriod } from '../settlement/settle-period.ts';
import { specData } from './spec-data.ts';

/** How one case went; `differences` is empty when it passed. */
export type CaseResult = Readonly<{ name: string; differences: readonly string[] }>;

/** An award in the words of a spec. */
type SpecAward = Readonly<
  Record<'rule' | 'subject' | 'medium' | 'amount' | 'badge' | 'item' | 'evidence' | 'window', string>
>;

let tenants = 0;

/**
 * Runs the cases of a specs file through the whole pipeline, each in a tenant of its own of a throw-away database:
 * what a case shows is what production does.
 */
export const runSpecs = async (db: Queryable, plan: ReadPlan, specs: RuleSpecs): Promise<CaseResult[]> => {
  const results: CaseResult[] = [];
  for (const each of specs.cases) {
    tenants += 1;
    const context: Context = {
      tenant: `spec-${tenants}`,
      actor: 'specs',
      roles: ['admin'],
      store: { db, identityKey: 'specs' },
    };
    try {
      await publishPlan(context, plan.documents);
      await importData(context, {
        data: specData(specs.background ?? {}, each.given, plan.documents),
      });
      const period = each.period ?? specs.period;
      await settlePeriod(context, { period });
      const found = awardsOf(await readResults(context, { period }), specs.rule);
      results.push({ name: each.name, differences: compare(each.awards, found, specs.rule) });
    } catch (error) {
      if (!(error instanceof LaurelError)) throw error;
      results.push({ name: each.name, differences: [error.message] });
    }
  }
  return results;
};

const awardsOf = (results: Results, rule: string | undefined): SpecAward[] =>
  results.awards
    .filter((award) => rule === undefined || award.rule === rule)
    .flatMap((award) =>
      award.lines.map((line) => ({
        rule: award.rule,
        subject: codeOf(award.recipient, results.population),
        medium: line.medium,
        amount: lineAmount(line),
        badge: line.medium === 'badge' ? line.item : '',
        item: line.medium === 'badge' ? '' : line.item,
        evidence: award.evidence.map((id) => results.evidence.get(id)?.id ?? id).join(' '),
        window: award.window,
      })),
    );

type Expected = RuleSpecs['cases'][number]['awards'];

/** Pairs each expected award with one that was found; what is left on either side is a difference. */
const compare = (expected: Expected, found: readonly SpecAward[], rule: string | undefined): string[] => {
  const left = [...found];
  const missing = expected.filter((want) => {
    const index = left.findIndex((award) => agrees({ ...want, rule: want.rule ?? rule }, award));
    if (index >= 0) left.splice(index, 1);
    return index < 0;
  });
  return [
    ...missing.map((want) => `missing: ${describe(want)}`),
    ...left.map((award) => `not expected: ${describe(award)}`),
  ];
};

const agrees = (want: Expected[number], award: SpecAward): boolean =>
  Object.entries(want).every(([key, value]) => {
    if (value === undefined) return true;
    if (key === 'amount') return decimal(value).eq(decimal(award.amount));
    return award[key as keyof SpecAward] === value;
  });

const describe = (award: Readonly<Record<string, unknown>>): string =>
  Object.entries(award)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key} ${String(value)}`)
    .join(', ');
