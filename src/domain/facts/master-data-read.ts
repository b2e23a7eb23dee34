import type { RuleSet } from '../rules/rule-set.ts';
import { deepFacts } from './deep-facts.ts';

/** What of the master data, beyond memberships, a plan reads where activities are counted or judged. */
export type MasterDataRead = Readonly<{
  /** Rules or metrics ask what a rep is called. */
  repNames: boolean;
  /** Attributes of outlets and products, names among them. */
  outlet: ReadonlySet<string>;
  product: ReadonlySet<string>;
  /** A metric is divided by the outlets that are assigned to a rep. */
  assignedOutlets: boolean;
  /** Rules that activities trigger read figures of teams, which parents, managers and targets of teams move. */
  teams: boolean;
}>;

/** What has to be known to tell whom a change of master data concerns. */
export const masterDataRead = (ruleSet: RuleSet): MasterDataRead => {
  const { documents, facts, metricFacts, rules, targets } = ruleSet;
  const lookups = [...documents.activityTypes.values()].flatMap(({ derived }) =>
    Object.values(derived).flatMap((field) => (field.kind === 'lookup' ? field : [])),
  );
  const asked = [...facts, ...metricFacts];
  const ofItems = (kind: 'outlet' | 'product'): ReadonlySet<string> =>
    new Set([
      ...asked.flatMap(({ source }) => (source.of === kind ? source.attribute : [])),
      ...lookups.flatMap(({ from, attribute }) => (from === kind ? attribute : [])),
    ]);
  const judged = rules.filter(({ activityTypes }) => activityTypes.length > 0);
  const judgedBy = deepFacts(
    judged.flatMap(({ slots }) => slots),
    facts,
    targets,
  );
  return {
    repNames:
      asked.some(
        ({ source, level }) => source.of === 'subject' && source.attribute === 'name' && level === 'rep',
      ) || lookups.some(({ from, attribute }) => from === 'rep' && attribute === 'name'),
    outlet: ofItems('outlet'),
    product: ofItems('product'),
    assignedOutlets: [...documents.metrics.values()].some(
      (metric) => metric.aggregate === 'ratio' && typeof metric.denominator !== 'string',
    ),
    teams: judgedBy.some(
      ({ source, level }) =>
        level === 'team' ||
        (source.of === 'metric' && (source.scope === 'team' || source.scope === 'managed')),
    ),
  };
};
