import type { Outcome, OutcomeLine } from '../../domain/awards/outcome.ts';
import type { Period } from '../../domain/calendar/period.ts';
import type { Identities } from '../../domain/identities.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { StoredAward } from '../../storage/awards.ts';
import { judgeTouched } from '../activities/judge-touched.ts';
import type { Post } from '../activities/post-revisions.ts';
import { activitiesTouched } from '../activities/touched.ts';
import { admit, type Context, identitiesOf, transactAlone } from '../context.ts';
import { loadPopulation } from '../load-population.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { rebuildWithin } from '../rebuild.ts';
import { awardsWithin, belongingTo } from '../results/awards-within.ts';
import { lineAmount } from '../results/line-amount.ts';
import { requireRep } from '../scope.ts';
import { closingsWithin } from '../settlement/closings.ts';
import { judgeClosings, requirePeriod } from '../settlement/settle-period.ts';

/** A payslip recomputed: the lines it has, and what differs from what the activities and rules say. */
export type StatementVerdict = Readonly<{ lines: number; differences: readonly string[] }>;

/** Ends a transaction whose work is not to be kept. */
class RollBack extends Error {
  readonly verdict: StatementVerdict;

  constructor(verdict: StatementVerdict) {
    super('rolled back');
    this.verdict = verdict;
  }
}

/**
 * Recomputes what a rep is due for a period from the activities and the rules, with the code that settles, and
 * compares it line by line with what is recorded. Nothing is kept: the recomputation is rolled back. Awards of
 * *as-recorded* rules depend on the order of recording, which cannot be recomputed; they are left out.
 */
export const verifyStatement = (
  context: Context,
  input: Readonly<{ rep: string; period: string }>,
): Promise<StatementVerdict> => {
  admit(context, 'verify-ledger');
  return transactAlone(context, async (tx): Promise<StatementVerdict> => {
    const plan = await requirePlan(tx, context.tenant);
    const { ruleSet } = plan;
    const { calendar } = ruleSet.documents.plan;
    const period = requirePeriod(calendar, input.period);
    const identities = identitiesOf(context);
    const population = await loadPopulation(tx, context.tenant, ruleSet.documents);
    const { id: rep } = requireRep(context, population, input.rep, period.from);

    const belongs = belongingTo(ruleSet.documents.plan, period);
    const recorded = (await awardsWithin(tx, context.tenant, ruleSet.documents.plan, period)).filter(
      (award) => award.recipient === rep && belongs(award) && isRecomputed(award, period, ruleSet),
    );
    const found: Outcome[] = [];
    const collect: Post = async (_tx, _recorded, outcomes) => {
      found.push(...outcomes.filter((outcome) => outcome.recipient === rep && belongs(outcome)));
      return { granted: 0, reversed: 0 };
    };
    const { touched } = await rebuildWithin(tx, context, plan);
    const own = touched.filter((each) => each.rep === rep);
    await judgeTouched(tx, context, plan, population, activitiesTouched(own), collect);
    await judgeClosings(tx, context, plan, closingsWithin(ruleSet, period), collect);
    throw new RollBack(compare(recorded, found, identities));
  }).catch((error: unknown) => {
    if (error instanceof RollBack) return error.verdict;
    throw error;
  });
};

/** What an earlier closing granted stands, and is recomputed with the period of that closing. */
const isRecomputed = (award: StoredAward, period: Period, { rules }: RuleSet): boolean =>
  rules.some(
    ({ rule, close }) =>
      rule.code === award.rule &&
      rule.contention === 'as-occurred' &&
      (close === undefined || award.day >= period.from),
  );

const compare = (
  recorded: readonly StoredAward[],
  found: readonly Outcome[],
  identities: Identities,
): StatementVerdict => {
  const is = new Map(
    recorded.flatMap((award) =>
      award.lines.map((line) => [`${award.award} ${line.index}`, describe(award, line)]),
    ),
  );
  const should = new Map(
    found.flatMap((outcome) =>
      outcome.lines.map((line) => [`${identities.award(outcome)} ${line.index}`, describe(outcome, line)]),
    ),
  );
  const keys = [...new Set([...is.keys(), ...should.keys()])].sort();
  const differences = keys.flatMap((key) =>
    is.get(key) === should.get(key)
      ? []
      : [`recorded: ${is.get(key) ?? 'nothing'}; recomputed: ${should.get(key) ?? 'nothing'}`],
  );
  return { lines: is.size, differences };
};

const describe = ({ rule, window }: Readonly<{ rule: string; window: string }>, line: OutcomeLine): string =>
  [rule, window, line.medium, lineAmount(line), line.item].filter(Boolean).join(' ');
