import type { Metric } from '../../../schemas/metric.ts';
import type { PlanInForce, RuleSummary, RuleView } from '../../../schemas/plan-view.ts';
import { periodContaining } from '../../domain/calendar/period.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type CurrentPlan, requirePlan } from './current-plan.ts';

const ofPlan = <T>(context: Context, view: (plan: CurrentPlan) => T): Promise<T> => {
  admit(context, 'read-rules');
  return transact(context, async (tx) => view(await requirePlan(tx, context.tenant)));
};

/** The plan in force and the period that is open in it at a moment (epoch milliseconds). */
export const readPlanInForce = (context: Context, { at }: Readonly<{ at: number }>): Promise<PlanInForce> =>
  ofPlan(context, ({ version, ruleSet: { documents } }) => {
    const { code, name, currency, calendar, payCycle } = documents.plan;
    const today = localDateAt(at, calendar.timeZone);
    return {
      code,
      name,
      version,
      currency,
      timeZone: calendar.timeZone,
      payCycle,
      today,
      payPeriod: periodContaining(calendar, payCycle, today).label,
      activityTypes: [...documents.activityTypes.values()].map(({ type, name: named }) => ({
        code: type,
        name: named,
      })),
      rules: documents.rules.length,
    };
  });

/** The rules in force, in the order of the plan. */
export const readRules = (context: Context): Promise<RuleSummary[]> =>
  ofPlan(context, ({ ruleSet }) => ruleSet.rules.map(summaryOf));

/** @throws LaurelError `not-found` for a code of no rule. */
export const readRule = (context: Context, { code }: Readonly<{ code: string }>): Promise<RuleView> =>
  ofPlan(context, ({ ruleSet }) => {
    const rule = requireRule(ruleSet, code);
    return { ...summaryOf(rule), document: rule.rule };
  });

/** The metrics of the plan in force. */
export const readMetrics = (context: Context): Promise<Metric[]> =>
  ofPlan(context, ({ ruleSet }) => [...ruleSet.documents.metrics.values()]);

/** @throws LaurelError `not-found`, with the name that was probably meant. */
export const requireRule = ({ rules }: RuleSet, code: string): CompiledRule => {
  const rule = rules.find((each) => each.rule.code === code);
  if (rule) return rule;
  const near = nearestName(
    code,
    rules.map((each) => each.rule.code),
  );
  throw new LaurelError(
    'not-found',
    `There is no rule called “${code}”.${near === undefined ? '' : ` Did you mean “${near}”?`}`,
  );
};

const summaryOf = ({ rule, version, window, steps }: CompiledRule): RuleSummary => {
  const rewards = steps.flatMap((step) => step.rewards);
  const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];
  return {
    code: rule.code,
    name: rule.name,
    ...(rule.description && { description: rule.description }),
    category: rule.category,
    version,
    subject: rule.subject,
    window,
    media: distinct(rewards.map(({ medium }) => medium)),
    payers: distinct(rewards.map(({ payer }) => payer)),
  };
};
