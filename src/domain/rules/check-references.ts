import type { PlanDocuments } from '../facts/environment.ts';
import type { CompileProblems } from './compile-problem.ts';
import { nearestName } from './nearest-name.ts';

type Collect = (document: string, check: (problems: CompileProblems) => void) => void;

/** Checks what one document names of another: activity types of metrics, metrics of ratios and boards, badges, prizes. */
export const checkReferences = (documents: PlanDocuments, collecting: Collect): void => {
  const { activityTypes, metrics, badges, prizes, plan, rules } = documents;
  const named = (
    problems: CompileProblems,
    path: readonly (string | number)[],
    kind: string,
    name: string,
    known: { has(name: string): boolean; keys(): Iterable<string> },
  ) => {
    if (!known.has(name))
      problems.report(path, `There is no ${kind} called “${name}”.`, nearestName(name, known.keys()));
  };

  collecting('plan.json', (problems) => {
    plan.boards.forEach((board, index) => {
      named(problems, ['boards', index, 'metric'], 'metric', board.metric, metrics);
    });
  });
  collecting('metrics.json', (problems) => {
    [...metrics.values()].forEach((metric, index) => {
      if (metric.aggregate === 'ratio') {
        named(problems, [index, 'numerator'], 'metric', metric.numerator, metrics);
        if (typeof metric.denominator === 'string') {
          named(problems, [index, 'denominator'], 'metric', metric.denominator, metrics);
        }
        for (const part of [metric.numerator, metric.denominator]) {
          if (typeof part === 'string' && metrics.get(part)?.aggregate === 'ratio') {
            problems.report([index], 'A ratio is of two counted metrics, not of ratios.');
          }
        }
        return;
      }
      metric.activities.forEach((type, at) => {
        named(problems, [index, 'activities', at], 'activity type', type, activityTypes);
      });
    });
  });
  for (const rule of rules) {
    collecting(`rules/${rule.code}.json`, (problems) => {
      rule.triggers.forEach((trigger, index) => {
        if ('activity' in trigger)
          named(problems, ['triggers', index, 'activity'], 'activity type', trigger.activity, activityTypes);
      });
      const groups = [
        { path: ['rewards'] as (string | number)[], rewards: rule.rewards },
        ...rule.steps.map((step, index) => ({ path: ['steps', index, 'rewards'], rewards: step.rewards })),
      ];
      for (const { path, rewards } of groups) {
        rewards.forEach((reward, index) => {
          if (reward.kind === 'badge')
            named(problems, [...path, index, 'badge'], 'badge', reward.badge, badges);
          if (reward.kind !== 'prize') return;
          const items =
            typeof reward.prize === 'string'
              ? [reward.prize]
              : 'drawFrom' in reward.prize
                ? reward.prize.drawFrom
                : [];
          for (const item of items) named(problems, [...path, index, 'prize'], 'prize', item, prizes);
        });
      }
    });
  }
};
