import type { Bilingual } from '../../../schemas/common.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { CompiledRule } from '../rules/rule-set.ts';
import { factWords } from './fact-words.ts';
import type { ConditionJson, JsonFact, TraceJson } from './trace-json.ts';

type Comparison = Extract<ConditionJson, { kind: 'comparison' }>;

/**
 * What decided an award, in a sentence of each language: the step that was reached, the place, and the first figure of
 * the conditions beside what it had to be. Where no figure decided, what the rule says of itself.
 */
export const reasonOf = (
  trace: TraceJson | null,
  rule: CompiledRule['rule'] | undefined,
  documents: PlanDocuments,
): Bilingual => {
  const step = rule?.steps?.find(({ code }) => code === trace?.step?.code);
  const deciding = [trace?.step?.conditions, trace?.conditions]
    .flatMap((condition) => (condition ? comparisons(condition) : []))
    .find((comparison) => isFigure(comparison) && comparison.result === true);
  const parts = (language: 'zh' | 'en') => {
    const decided = deciding && comparisonText(deciding, documents, language);
    // A figure that is called after its step has said which one it was.
    const reached = step?.name && !decided?.includes(step.name[language]) ? step.name[language] : undefined;
    return [
      ...(reached === undefined ? [] : [reached]),
      ...(trace?.place ? [placeText(trace.place.rank, language)] : []),
      ...(decided === undefined ? [] : [decided]),
    ];
  };
  const own = rule?.description ?? rule?.name;
  const [zh, en] = [parts('zh'), parts('en')];
  return {
    zh: zh.length > 0 ? zh.join('，') : (own?.zh ?? '规则已不在方案中'),
    en: en.length > 0 ? en.join(', ') : (own?.en ?? 'The rule is no longer in the plan'),
  };
};

const comparisons = (condition: ConditionJson): Comparison[] =>
  condition.kind === 'comparison' ? [condition] : condition.children.flatMap(comparisons);

const isNumber = (value: JsonFact): boolean => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value);

const isFigure = ({ fact, actual, expected }: Comparison): boolean =>
  /^((metric|attainment|growth|streak)\(|activity\.)/.test(fact) && isNumber(actual) && isNumber(expected);

const placeText = (rank: number, language: 'zh' | 'en'): string =>
  language === 'zh' ? `第 ${rank} 名` : `place ${rank}`;

/** `Visits 3 (≥ 2)`: what the fact is called, what it was, and what it had to be. */
const comparisonText = (
  { fact, operator, actual, expected }: Comparison,
  documents: PlanDocuments,
  language: 'zh' | 'en',
): string => {
  const { name, kind, unit } = factWords(fact, documents);
  const shown = kind === 'share' ? percent : short;
  const bound = `${SIGNS[operator] ?? operator} ${shown(expected)}`;
  return language === 'zh'
    ? `${name.zh} ${shown(actual)}${unit && ` ${unit}`}（${bound}）`
    : `${name.en} ${shown(actual)} (${bound})`;
};

const SIGNS: Readonly<Record<string, string>> = {
  equal: '=',
  greaterThan: '>',
  greaterThanInclusive: '≥',
  lessThan: '<',
  lessThanInclusive: '≤',
};

/** At most two decimal places, cut: a reason is read, not calculated with. */
const short = (value: JsonFact): string => String(value).replace(/^(-?\d+\.\d{2})\d+$/, '$1');

const percent = (value: JsonFact): string => `${short(String(Number(value) * 100))}%`;
