import type { Reward, Rule } from '../../../schemas/rule.ts';
import { canonicalJson, sha256 } from '../canonical-json.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import type { ConditionProgram } from '../conditions/condition-program.ts';
import type { FactContext, PlanDocuments } from '../facts/environment.ts';
import type { SlotTable } from '../facts/resolved-fact.ts';
import type { AmountProgram } from '../rewards/amount-program.ts';
import { compileAmount } from '../rewards/compile-amount.ts';
import { compileReward } from '../rewards/compile-reward.ts';
import { checkContention } from './check-contention.ts';
import type { CompileProblems } from './compile-problem.ts';
import { type Compiler, createCompiler } from './compiler.ts';
import type { CompiledLimit, CompiledRule, CompiledStep } from './rule-set.ts';

/** Twelve hexadecimal digits of the hash of the document: enough to tell versions of one rule apart. */
export const ruleVersion = (rule: Rule): string => {
  const { $schema: _editorHint, ...document } = rule;
  return sha256(canonicalJson(document)).slice(0, 12);
};

/** Compiles one rule against the plan's documents. */
export const compileRule = (
  rule: Rule,
  documents: PlanDocuments,
  slots: SlotTable,
  problems: CompileProblems,
): CompiledRule => {
  const activityTypes = rule.triggers.flatMap((trigger) => ('activity' in trigger ? [trigger.activity] : []));
  const close = rule.triggers.flatMap((trigger) => ('close' in trigger ? [trigger.close] : []))[0];
  const context: FactContext = {
    documents,
    subject: rule.subject,
    activityTypes,
    close,
    activityOnly: false,
  };
  const compiler = createCompiler(context, slots, problems, rule.definitions);

  const eligibility = rule.eligibility && compileCondition(rule.eligibility, compiler, ['eligibility']);
  const conditions = rule.conditions && compileCondition(rule.conditions, compiler, ['conditions']);
  const by = rule.ranking && compileAmount(rule.ranking.by, compiler, ['ranking', 'by']);
  const membersWhere = rule.recipients === 'subject' ? undefined : rule.recipients.members.where;
  const members =
    rule.recipients === 'subject'
      ? undefined
      : {
          where:
            membersWhere &&
            compileCondition(membersWhere, compiler.members(), ['recipients', 'members', 'where']),
        };
  checkContention(rule, documents, problems);
  const steps = compileSteps(rule, compiler);
  const limits = rule.limits.map((limit, index) => compileLimit(limit, compiler, ['limits', index]));

  for (const name of Object.keys(rule.definitions)) {
    if (!compiler.named.has(name)) compileCondition({ condition: name }, compiler, ['definitions']);
  }
  rule.limits.forEach((limit, index) => {
    if ('reward' in limit && !steps.some((step) => step.rewards[limit.reward])) {
      problems.report(
        ['limits', index, 'reward'],
        `The rule has no reward line ${limit.reward}; they are counted from 0.`,
      );
    }
  });

  const programs: (ConditionProgram | AmountProgram | undefined)[] = [
    eligibility,
    conditions,
    by,
    members?.where,
    ...steps.flatMap((step) => [
      step.conditions,
      ...step.rewards.flatMap(({ amount }) => amountPrograms(amount)),
    ]),
    ...limits.map((limit) => ('most' in limit ? limit.most : 'until' in limit ? limit.until : undefined)),
  ];
  return {
    rule,
    version: ruleVersion(rule),
    window: rule.window ?? close ?? 'day',
    activityTypes,
    close,
    eligibility,
    conditions,
    ranking: by && { by, facts: by.slots.flatMap((slot) => slots.facts[slot] ?? []) },
    members,
    steps,
    limits,
    slots: [...new Set(programs.flatMap((program) => program?.slots ?? []))],
  };
};

const amountPrograms = (amount: CompiledStep['rewards'][number]['amount']): (AmountProgram | undefined)[] => {
  switch (amount.kind) {
    case 'each':
      return [amount.amount];
    case 'places':
      return [...amount.amounts];
    case 'pool':
      return [amount.total, amount.by];
  }
};

const compileSteps = (rule: Rule, compiler: Compiler): CompiledStep[] => {
  const rewards = (list: readonly Reward[], path: readonly (string | number)[]) =>
    list.map((reward, index) => compileReward(reward, index, compiler, [...path, 'rewards', index]));
  if (rule.steps.length === 0)
    return [{ code: '', conditions: undefined, rewards: rewards(rule.rewards, []) }];
  return rule.steps.map((step, index) => ({
    code: step.code,
    conditions: compileCondition(step.conditions, compiler, ['steps', index, 'conditions']),
    rewards: rewards(step.rewards, ['steps', index]),
  }));
};

const compileLimit = (
  limit: Rule['limits'][number],
  compiler: Compiler,
  path: readonly (string | number)[],
): CompiledLimit => {
  if (limit.kind === 'amount') return { limit, most: compileAmount(limit.most, compiler, [...path, 'most']) };
  if (limit.kind === 'hold')
    return { limit, until: compileCondition(limit.until, compiler, [...path, 'until']) };
  return { limit };
};
