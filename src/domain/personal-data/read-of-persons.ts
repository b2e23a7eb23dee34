import type { RuleSet } from '../rules/rule-set.ts';

/** What a plan reads that may say something of a person: what of it is left decides whether a replay gives the same. */
export type ReadOfPersons = Readonly<{
  /** Attributes of reps that the plan declares. */
  rep: ReadonlySet<string>;
  /** Attributes of activities. */
  activity: ReadonlySet<string>;
}>;

export const readOfPersons = ({ documents, facts, metricFacts, metrics }: RuleSet): ReadOfPersons => {
  const asked = [...facts, ...metricFacts];
  const lookups = [...documents.activityTypes.values()].flatMap(({ derived }) =>
    Object.values(derived).flatMap((field) =>
      field.kind === 'lookup' && field.from === 'rep' ? field.attribute : [],
    ),
  );
  return {
    rep: new Set([
      ...lookups,
      ...asked.flatMap(({ source, level }) =>
        source.of === 'subject' && level === 'rep' ? source.attribute : [],
      ),
    ]),
    activity: new Set([
      ...asked.flatMap(({ source }) => (source.of === 'activity' ? source.attribute : [])),
      ...metrics.flatMap(({ metric }) => ('of' in metric ? metric.of : [])),
    ]),
  };
};
