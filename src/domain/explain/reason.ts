import type { Bilingual } from '../../../schemas/common.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { CompiledRule } from '../rules/rule-set.ts';
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
  /^(metric|attainment)\(/.test(fact) && isNumber(actual) && isNumber(expected);

const placeText = (rank: number, language: 'zh' | 'en'): string =>
  language === 'zh' ? `第 ${rank} 名` : `place ${rank}`;

/** `Visits 3 次 (≥ 2)`: the name of the metric, what it was, and what it had to be. */
const comparisonText = (
  { fact, operator, actual, expected }: Comparison,
  documents: PlanDocuments,
  language: 'zh' | 'en',
): string => {
  const isAttainment = fact.startsWith('attainment(');
  const metric = documents.metrics.get(/[(, ]metric ([^,)]+)/.exec(fact)?.[1] ?? '');
  const name = metric?.name[language] ?? fact;
  const shown = (value: JsonFact) => (isAttainment ? percent(value) : short(value));
  const bound = `${SIGNS[operator] ?? operator} ${shown(expected)}`;
  if (isAttainment)
    return language === 'zh'
      ? `${name}达成 ${shown(actual)}（${bound}）`
      : `${name} at ${shown(actual)} of target (${bound})`;
  const unit = metric?.unit ?? '';
  return language === 'zh'
    ? `${name} ${shown(actual)}${unit && ` ${unit}`}（${bound}）`
    : `${name} ${shown(actual)} (${bound})`;
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
