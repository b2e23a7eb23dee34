import type { PeriodUnit } from '../../../schemas/common.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { FactContext, PlanDocuments } from '../facts/environment.ts';
import { createSlotTable, type SlotTable } from '../facts/resolved-fact.ts';
import { type CompiledMetric, isCounted } from '../metrics/contribution.ts';
import { exponentOf } from '../money/currency.ts';
import { compileAmount } from '../rewards/compile-amount.ts';
import { checkDerivedFields } from './check-derived-fields.ts';
import { checkReferences } from './check-references.ts';
import { type CompileProblem, CompileProblems, PlanInvalid } from './compile-problem.ts';
import { compileRule } from './compile-rule.ts';
import { createCompiler } from './compiler.ts';
import { inJudgingOrder } from './judging-order.ts';
import type { CompiledRule, CompiledTarget, RuleSet } from './rule-set.ts';
import { checkTargetCircles } from './target-circles.ts';

/**
 * Compiles a plan's documents into the rule set that judges. Done once, at publication.
 * @throws PlanInvalid naming every fault with its document, pointer and probable meaning.
 */
export const compileRuleSet = (documents: PlanDocuments): RuleSet => {
  const faults: (CompileProblem & { document: string })[] = [];
  const collecting = <T>(document: string, compile: (problems: CompileProblems) => T): T => {
    const problems = new CompileProblems();
    const result = compile(problems);
    faults.push(...problems.list.map((problem) => ({ document, ...problem })));
    return result;
  };

  const slots = createSlotTable();
  const metricSlots = createSlotTable();
  checkReferences(documents, collecting);
  collecting('activity-types.json', (problems) => checkDerivedFields(documents, problems));
  const metrics = [...documents.metrics.values()].flatMap((metric, index) =>
    isCounted(metric)
      ? collecting('metrics.json', (problems) =>
          compileMetric(metric, index, documents, metricSlots, problems),
        )
      : [],
  );
  const targets = documents.targets.map((formula, index) =>
    collecting('targets.json', (problems) => compileTarget(formula, index, documents, slots, problems)),
  );
  collecting('targets.json', (problems) => checkTargetCircles(targets, slots.facts, problems));
  const rules = documents.rules.map((rule) =>
    collecting(`rules/${rule.code}.json`, (problems) => compileRule(rule, documents, slots, problems)),
  );
  const ordered = collecting('rules', (problems) => inJudgingOrder(rules, slots.facts, targets, problems));
  if (faults.length > 0) throw new PlanInvalid(faults);

  return {
    documents,
    facts: slots.facts,
    rules: ordered,
    byActivityType: index(ordered, (rule) => rule.activityTypes),
    byClose: index<PeriodUnit>(ordered, (rule) => (rule.close ? [rule.close] : [])),
    targets,
    metrics,
    metricFacts: metricSlots.facts,
    exponent: exponentOf(documents.plan.currency),
  };
};

const index = <Key>(rules: readonly CompiledRule[], keysOf: (rule: CompiledRule) => readonly Key[]) => {
  const byKey = new Map<Key, CompiledRule[]>();
  for (const rule of rules) {
    for (const key of keysOf(rule)) {
      const found = byKey.get(key);
      if (found) found.push(rule);
      else byKey.set(key, [rule]);
    }
  }
  return byKey;
};

const compileMetric = (
  metric: CompiledMetric['metric'],
  index: number,
  documents: PlanDocuments,
  slots: SlotTable,
  problems: CompileProblems,
): CompiledMetric => {
  const context: FactContext = {
    documents,
    subject: 'rep',
    activityTypes: metric.activities,
    close: undefined,
    activityOnly: true,
  };
  const compiler = createCompiler(context, slots, problems);
  if (metric.aggregate !== 'count') compiler.resolve({ fact: `activity.${metric.of}` }, [index, 'of']);
  return { metric, where: metric.where && compileCondition(metric.where, compiler, [index, 'where']) };
};

const compileTarget = (
  formula: PlanDocuments['targets'][number],
  index: number,
  documents: PlanDocuments,
  slots: SlotTable,
  problems: CompileProblems,
): CompiledTarget => {
  const context: FactContext = {
    documents,
    subject: formula.subject,
    activityTypes: [],
    close: formula.period,
    activityOnly: false,
  };
  const compiler = createCompiler(context, slots, problems);
  if (!documents.metrics.has(formula.metric)) {
    problems.report([index, 'metric'], `There is no metric called “${formula.metric}”.`);
  }
  const conditions =
    formula.conditions && compileCondition(formula.conditions, compiler, [index, 'conditions']);
  const amount = compileAmount(formula.amount, compiler, [index, 'amount']);
  return { formula, conditions, amount, slots: [...(conditions?.slots ?? []), ...amount.slots] };
};
