import type { Trace } from '../awards/outcome.ts';
import type { ConditionTrace } from '../conditions/condition-program.ts';
import { factValueToJson } from '../facts/fact-value.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import { formatDecimal } from '../money/decimal.ts';
import type { FormulaStep } from '../rewards/amount-program.ts';

/** A value of a trace: plain text for numbers, null for unknown. */
export type JsonFact = ReturnType<typeof factValueToJson>;

/** A condition with the values it met, as stored and shown; `result` is null for unknown. */
export type ConditionJson =
  | Readonly<{ kind: 'all' | 'any' | 'not'; result: boolean | null; children: readonly ConditionJson[] }>
  | Readonly<{ kind: 'named'; name: string; result: boolean | null; children: readonly ConditionJson[] }>
  | Readonly<{
      kind: 'comparison';
      fact: string;
      operator: string;
      actual: JsonFact;
      expected: JsonFact;
      expectedFact?: string;
      result: boolean | null;
    }>;

export type StepJson = Readonly<{
  formula: string;
  inputs: Readonly<Record<string, JsonFact>>;
  parts?: readonly Readonly<Record<string, JsonFact>>[];
  result: string | null;
}>;

/** A trace as JSON: what explanations are written from, long after the award. */
export type TraceJson = Readonly<{
  eligibility?: ConditionJson;
  conditions?: ConditionJson;
  step?: Readonly<{ code: string; conditions: ConditionJson }>;
  place?: Trace['place'];
  amounts: readonly Readonly<{ index: number; steps: readonly StepJson[] }>[];
  limits: Trace['limits'];
}>;

export const traceToJson = (trace: Trace): TraceJson => ({
  ...(trace.eligibility && { eligibility: conditionToJson(trace.eligibility) }),
  ...(trace.conditions && { conditions: conditionToJson(trace.conditions) }),
  ...(trace.step && { step: { code: trace.step.code, conditions: conditionToJson(trace.step.conditions) } }),
  ...(trace.place && { place: trace.place }),
  amounts: trace.amounts.map(({ index, steps }) => ({ index, steps: steps.map(stepToJson) })),
  limits: trace.limits,
});

export const conditionToJson = (trace: ConditionTrace): ConditionJson => {
  const result = trace.result ?? null;
  switch (trace.kind) {
    case 'comparison': {
      const { fact, operator, actual, expected, expectedFact } = trace;
      return {
        kind: 'comparison',
        fact: factLabel(fact),
        operator,
        actual: factValueToJson(actual),
        expected: factValueToJson(expected),
        ...(expectedFact && { expectedFact: factLabel(expectedFact) }),
        result,
      };
    }
    case 'named':
      return { kind: 'named', name: trace.name, result, children: trace.children.map(conditionToJson) };
    default:
      return { kind: trace.kind, result, children: trace.children.map(conditionToJson) };
  }
};

const stepToJson = ({ formula, inputs, parts, result }: FormulaStep): StepJson => ({
  formula,
  inputs: valuesToJson(inputs),
  ...(parts && { parts: parts.map(valuesToJson) }),
  result: result === undefined ? null : formatDecimal(result),
});

const valuesToJson = (values: FormulaStep['inputs']): Record<string, JsonFact> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, factValueToJson(value)]));

/** A fact as people may read it: its name, and its parameters in brackets. */
export const factLabel = ({ name, key }: ResolvedFact): string => {
  const start = key.indexOf('{');
  if (start < 0) return name;
  const params = JSON.parse(key.slice(start)) as Record<string, unknown>;
  const shown = Object.entries(params).map(
    ([param, value]) => `${param} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return `${name}(${shown.join(', ')})`;
};
