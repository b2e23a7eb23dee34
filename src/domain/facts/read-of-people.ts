import type { RuleSet } from '../rules/rule-set.ts';
import { deepFacts } from './deep-facts.ts';

/** Which master data, beyond attributes and memberships, a plan reads where activities are counted or judged. */
export type ReadOfPeople = Readonly<{
  /** Rules or metrics ask what a rep is called. */
  repNames: boolean;
  /** A metric is divided by the outlets that are assigned to a rep. */
  assignedOutlets: boolean;
  /** Rules that activities trigger read figures of teams, which parents, managers and targets of teams move. */
  teams: boolean;
}>;

/** What has to be known to tell whom a change of master data concerns. */
export const readOfPeople = (ruleSet: RuleSet): ReadOfPeople => {
  const { documents, facts, metricFacts, rules, targets } = ruleSet;
  const asksName = [...facts, ...metricFacts].some(
    ({ source, level }) => source.of === 'subject' && source.attribute === 'name' && level === 'rep',
  );
  const looksNameUp = [...documents.activityTypes.values()].some(({ derived }) =>
    Object.values(derived).some(
      (field) => field.kind === 'lookup' && field.from === 'rep' && field.attribute === 'name',
    ),
  );
  const judged = rules.filter(({ activityTypes }) => activityTypes.length > 0);
  const read = deepFacts(
    judged.flatMap(({ slots }) => slots),
    facts,
    targets,
  );
  return {
    repNames: asksName || looksNameUp,
    assignedOutlets: [...documents.metrics.values()].some(
      (metric) => metric.aggregate === 'ratio' && typeof metric.denominator !== 'string',
    ),
    teams: read.some(
      ({ source, level }) =>
        level === 'team' ||
        (source.of === 'metric' && (source.scope === 'team' || source.scope === 'managed')),
    ),
  };
};
