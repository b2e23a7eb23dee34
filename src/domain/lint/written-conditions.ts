import { Condition } from '../../../schemas/condition.ts';
import type { Compiler } from '../rules/compiler.ts';
import { type LintedPlan, type LintedRule, lintCompiler } from './linted-plan.ts';
import { objectsIn } from './written-objects.ts';

/** A condition as it stands in a document, with the compiler that knows whose facts it speaks of. */
export type WrittenCondition = Readonly<{
  document: string;
  path: readonly (string | number)[];
  condition: Condition;
  compiler: Compiler;
}>;

/** Every condition of the plan, each once and from its root. */
export const writtenConditions = ({ documents, rules }: LintedPlan): WrittenCondition[] => [
  ...rules.flatMap(conditionsOfRule),
  ...[...documents.metrics.values()].flatMap((metric, index): WrittenCondition[] => {
    if (metric.aggregate === 'ratio' || !metric.where) return [];
    const context = {
      documents,
      subject: 'rep',
      activityTypes: metric.activities,
      close: undefined,
    } as const;
    const compiler = lintCompiler({ ...context, activityOnly: true });
    return [{ document: 'metrics.json', path: [index, 'where'], condition: metric.where, compiler }];
  }),
  ...documents.targets.flatMap(({ subject, period, conditions }, index): WrittenCondition[] => {
    if (!conditions) return [];
    const compiler = lintCompiler({
      documents,
      subject,
      activityTypes: [],
      close: period,
      activityOnly: false,
    });
    return [{ document: 'targets.json', path: [index, 'conditions'], condition: conditions, compiler }];
  }),
];

const conditionsOfRule = ({ document, rule, compiler }: LintedRule): WrittenCondition[] => {
  const found: WrittenCondition[] = [];
  const add = (condition: Condition | undefined, path: readonly (string | number)[], by = compiler) => {
    if (condition) found.push({ document, path, condition, compiler: by });
  };
  const members = compiler.members();
  add(rule.eligibility, ['eligibility']);
  add(rule.conditions, ['conditions']);
  if (rule.recipients !== 'subject') {
    add(rule.recipients.members.where, ['recipients', 'members', 'where'], members);
  }
  rule.steps.forEach((step, index) => {
    add(step.conditions, ['steps', index, 'conditions']);
  });
  rule.limits.forEach((limit, index) => {
    if (limit.kind === 'hold') add(limit.until, ['limits', index, 'until']);
  });
  for (const [name, definition] of Object.entries(rule.definitions)) add(definition, ['definitions', name]);
  for (const { path, object } of objectsIn(rule)) {
    if (object.fact !== 'members' || typeof object.params !== 'object' || object.params === null) continue;
    const where = 'where' in object.params ? Condition.safeParse(object.params.where) : undefined;
    add(where?.data, [...path, 'params', 'where'], members);
  }
  return found;
};
