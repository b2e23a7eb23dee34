import type { AmountStep, Check } from '../../../schemas/award-why.ts';
import type { Bilingual } from '../../../schemas/common.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import { factWords } from './fact-words.ts';
import type { ConditionJson, JsonFact, StepJson, TraceJson } from './trace-json.ts';

const GROUPS: Readonly<Record<'any' | 'not', Bilingual>> = {
  any: { zh: '满足其一', en: 'one of these' },
  not: { zh: '不得满足', en: 'none of these' },
};

/** The conditions of a trace one by one, with what was needed and what was the case; the step that was reached first. */
export const checksOf = (trace: TraceJson | null, documents: PlanDocuments): Check[] =>
  [trace?.step?.conditions, trace?.conditions, trace?.eligibility].flatMap((condition) =>
    condition ? checksIn(condition, undefined, documents) : [],
  );

const checksIn = (
  condition: ConditionJson,
  group: Bilingual | undefined,
  documents: PlanDocuments,
): Check[] => {
  if (condition.kind !== 'comparison') {
    const own = condition.kind === 'any' || condition.kind === 'not' ? GROUPS[condition.kind] : group;
    const alone = condition.kind === 'any' && condition.children.length === 1;
    return condition.children.flatMap((child) => checksIn(child, alone ? group : own, documents));
  }
  const { fact, operator, actual, expected, result } = condition;
  const { name, span, kind, unit } = factWords(fact, documents);
  return [
    {
      name,
      ...(span && { span }),
      ...(group && { group }),
      kind,
      unit,
      operator,
      expected: textOf(expected),
      actual: textOf(actual),
      met: result,
    },
  ];
};

/** The steps of an amount in their order, with the figures they read by name. */
export const amountSteps = (steps: readonly StepJson[], documents: PlanDocuments): AmountStep[] =>
  steps.map(({ formula, inputs, parts, result }) => {
    const [label] = formula === 'fact' ? Object.keys(inputs) : [];
    const words = label === undefined ? undefined : factWords(label, documents);
    return {
      formula,
      ...(words && { name: words.name, unit: words.unit }),
      inputs: textsOf(inputs),
      ...(parts && { parts: parts.map(textsOf) }),
      result,
    };
  });

const textsOf = (values: Readonly<Record<string, JsonFact>>): Record<string, string | null> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(value)]));

const textOf = (value: JsonFact): string | null =>
  value === null ? null : Array.isArray(value) ? value.map(String).join(', ') : String(value);
