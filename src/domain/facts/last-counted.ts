import { type Moment, type WindowSpec, windowRange } from '../calendar/window.ts';
import { type Asking, createFrame, type FactSources } from './fact-reader.ts';
import { growthWindows } from './growth.ts';
import type { ResolvedFact } from './resolved-fact.ts';

/**
 * When the last activity was counted in the figures some facts are made of, in epoch milliseconds: what decides a tie
 * by who got there first. The members of a team count where the fact counts them. Undefined where nothing was
 * counted, or where a fact is of no activity at all, such as a tenure.
 */
export const lastCounted = (
  facts: readonly ResolvedFact[],
  sources: FactSources,
  asking: Asking,
): number | undefined => {
  const times = facts.flatMap((fact) => timesOf(fact, sources, asking));
  return times.length > 0 ? Math.max(...times) : undefined;
};

const timesOf = ({ source }: ResolvedFact, sources: FactSources, asking: Asking): number[] => {
  switch (source.of) {
    case 'metric':
      return source.scope === 'own' ? lastOf(source.metric, source.window, sources, asking) : [];
    case 'attainment':
    case 'rank':
      return lastOf(source.metric, source.window, sources, asking);
    case 'growth':
      return lastOf(source.metric, growthWindows(source).current, sources, asking);
    case 'members': {
      const { where, measure } = source;
      const facts = (measure?.slots ?? []).flatMap((slot) => sources.facts[slot] ?? []);
      return sources.population.membersOf(asking.subject.id, asking.moment.day).flatMap((rep) => {
        const ofMember = { ...asking, subject: rep };
        if (where && where.test(createFrame(sources, ofMember)) !== true) return [];
        return lastCounted(facts, sources, ofMember) ?? [];
      });
    }
    default:
      return [];
  }
};

const lastOf = (
  code: string,
  window: WindowSpec,
  sources: FactSources,
  { subject, moment }: Asking,
): number[] => {
  const metric = sources.documents.metrics.get(code);
  const counted =
    metric?.aggregate === 'ratio'
      ? [metric.numerator, metric.denominator].filter((part) => typeof part === 'string')
      : [code];
  const range = rangeOf(window, moment, sources);
  return counted.flatMap(
    (each) =>
      sources.metrics.lastAt({
        metric: each,
        level: subject.kind,
        subject: subject.id,
        range,
        dimension: undefined,
      }) ?? [],
  );
};

const rangeOf = (window: WindowSpec, moment: Moment, { documents }: FactSources) =>
  windowRange(documents.plan.calendar, window, moment);
