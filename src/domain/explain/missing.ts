import type { ConditionTrace } from '../conditions/condition-program.ts';
import { type Asking, type FactSources, readFact } from '../facts/fact-reader.ts';
import { isFactNumber, toDecimal } from '../facts/fact-value.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import { formatDecimal, ZERO } from '../money/decimal.ts';
import { factLabel } from './trace-json.ts';

/** A comparison that was not true, and for numbers how much was missing, in the metric's own unit where it has one. */
export type Missing = Readonly<{
  fact: string;
  operator: string;
  unknown: boolean;
  /** How much more (or, negative, less) would have met the comparison. */
  missing?: string;
  /** What `missing` is counted in: the metric behind an attainment, else the fact itself. */
  of?: string;
}>;

/** The comparisons that kept a condition from being true, in the order they are written. */
export const missingOf = (trace: ConditionTrace, sources: FactSources, asking: Asking): Missing[] => {
  if (trace.result === true) return [];
  if (trace.kind !== 'comparison') {
    return trace.kind === 'not'
      ? trace.children.flatMap(comparisons).map(plain)
      : trace.children.flatMap((child) => missingOf(child, sources, asking));
  }
  const gap = gapOf(trace, sources, asking);
  return [{ ...plain(trace), ...gap }];
};

type Comparison = Extract<ConditionTrace, { kind: 'comparison' }>;

const comparisons = (trace: ConditionTrace): Comparison[] =>
  trace.kind === 'comparison' ? [trace] : trace.children.flatMap(comparisons);

const plain = ({ fact, operator, actual, expected }: Comparison): Missing => ({
  fact: factLabel(fact),
  operator,
  unknown: actual === undefined || expected === undefined,
});

const gapOf = (
  { fact, operator, actual, expected }: Comparison,
  sources: FactSources,
  asking: Asking,
): Pick<Missing, 'missing' | 'of'> => {
  if (!isFactNumber(actual) || !isFactNumber(expected) || !/^(greaterThan|lessThan|equal)/.test(operator))
    return {};
  const behind = attainmentParts(fact, sources, asking);
  if (behind) {
    const needed = toDecimal(expected).times(behind.target).minus(behind.actual);
    return needed.eq(ZERO) ? {} : { missing: formatDecimal(needed), of: behind.metric };
  }
  return {
    missing: formatDecimal(toDecimal(expected).minus(toDecimal(actual))),
    of: 'metric' in fact.source ? fact.source.metric : fact.name,
  };
};

/** The actual value and the target behind an attainment. */
const attainmentParts = ({ source }: ResolvedFact, sources: FactSources, asking: Asking) => {
  if (source.of !== 'attainment' || source.proportional) return undefined;
  const { metric, window } = source;
  const actual = readFact(
    { of: 'metric', metric, window, scope: 'own', average: false, here: undefined },
    sources,
    asking,
  );
  const target = readFact({ ...source, of: 'target' }, sources, asking);
  return isFactNumber(actual) && isFactNumber(target)
    ? { metric, actual: toDecimal(actual), target: toDecimal(target) }
    : undefined;
};
