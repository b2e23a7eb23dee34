import { compareText } from '../../domain/compare-text.ts';
import type { ConditionJson, JsonFact, StepJson } from '../../domain/explain/trace-json.ts';
import type { Explanation, Granted, NotGranted } from './explanation.ts';

/** The language an explanation is written in. */
export type Language = 'zh' | 'en';

const WORDS = {
  en: {
    awarded: 'awarded',
    notAwarded: 'not awarded',
    evidence: 'evidence',
    because: 'because',
    amount: 'amount',
    missing: 'missing',
    unknown: 'unknown',
    place: (rank: number, top: number) => `place ${rank}; the first ${top} are awarded`,
    limit: (kind: string, most: string, used: string) =>
      `the limit “${kind}” bound: at most ${most}, used ${used}`,
    ledger: (most: string, used: string) =>
      `an amount of ${used} is beyond what a line can hold, ${most} in the smallest unit; correct the rule or what it reads`,
    further: (count: number) => `… and ${count} more activities without an award`,
    nothing: 'Nothing in this period triggered the rule.',
  },
  zh: {
    awarded: '已获得',
    notAwarded: '未获得',
    evidence: '依据',
    because: '原因',
    amount: '计算',
    missing: '还差',
    unknown: '未知',
    place: (rank: number, top: number) => `第 ${rank} 名；前 ${top} 名有奖`,
    limit: (kind: string, most: string, used: string) => `达到上限（${kind}）：最多 ${most}，已用 ${used}`,
    ledger: (most: string, used: string) =>
      `金额 ${used} 超出一行能记的最大值 ${most}（最小货币单位）；请检查规则或它用到的数据`,
    further: (count: number) => `……另有 ${count} 次业务动作未获奖`,
    nothing: '本周期没有触发该规则。',
  },
} as const;

const SIGNS: Readonly<Record<string, string>> = {
  equal: '=',
  notEqual: '≠',
  lessThan: '<',
  lessThanInclusive: '≤',
  greaterThan: '>',
  greaterThanInclusive: '≥',
  in: '∈',
  notIn: '∉',
  contains: '∋',
  doesNotContain: '∌',
};

/** An explanation as indented lines: each condition with its value, each step of an amount with its numbers. */
export const explanationText = (explanation: Explanation, language: Language): string => {
  const words = WORDS[language];
  const head = `${explanation.rule} ${explanation.name[language]} · ${explanation.rep} · ${explanation.period}`;
  const blocks = explanation.verdicts.map((verdict) =>
    verdict.awarded ? grantedText(verdict, language) : notGrantedText(verdict, language),
  );
  if (blocks.length === 0) blocks.push([`  ${words.nothing}`]);
  if (explanation.further > 0) blocks.push([`  ${words.further(explanation.further)}`]);
  return [head, ...blocks.flat()].join('\n');
};

const grantedText = (granted: Granted, language: Language): string[] => {
  const words = WORDS[language];
  const lines = granted.lines.map(({ medium, amount, currency, item }) =>
    [medium, item, amount, currency].filter(Boolean).join(' '),
  );
  const { why } = granted;
  return [
    `  ${granted.window}: ${words.awarded} ${lines.join(', ')}`,
    ...(granted.evidence.length > 0 ? [`    ${words.evidence}: ${granted.evidence.join(' ')}`] : []),
    ...[why?.eligibility, why?.conditions, why?.step?.conditions].flatMap((each) =>
      each ? conditionLines(each, language, 4) : [],
    ),
    ...(why?.place ? [`    ${why.place.rank}.`] : []),
    ...(why?.amounts ?? []).flatMap(({ steps }) => steps.flatMap((step) => stepLines(step))),
    ...limitLines(why?.limits ?? [], language),
  ];
};

const notGrantedText = (verdict: NotGranted, language: Language): string[] => {
  const words = WORDS[language];
  return [
    `  ${verdict.window}${verdict.activity === undefined ? '' : ` ${verdict.activity}`}: ${words.notAwarded}`,
    ...[verdict.eligibility, verdict.conditions, verdict.step?.conditions].flatMap((each) =>
      each ? conditionLines(each, language, 4) : [],
    ),
    ...(verdict.place ? [`    ${words.place(verdict.place.rank, verdict.place.top)}`] : []),
    ...limitLines(verdict.limits, language),
    ...verdict.missing.map(({ fact, unknown, missing, of }) =>
      unknown
        ? `    ${words.unknown}: ${fact}`
        : missing === undefined
          ? `    ${words.missing}: ${fact}`
          : `    ${words.missing}: ${missing} ${of ?? ''}`,
    ),
  ];
};

const limitLines = (limits: NotGranted['limits'], language: Language): string[] => {
  const words = WORDS[language];
  return limits.map(
    ({ kind, most, used }) =>
      `    ${kind === 'ledger' ? words.ledger(most, used) : words.limit(kind, most, used)}`,
  );
};

const mark = (result: boolean | null): string => (result === null ? '?' : result ? '✓' : '✗');

const conditionLines = (condition: ConditionJson, language: Language, indent: number): string[] => {
  const space = ' '.repeat(indent);
  if (condition.kind !== 'comparison') {
    const name = condition.kind === 'named' ? condition.name : condition.kind;
    return [
      `${space}${mark(condition.result)} ${name}`,
      ...condition.children.flatMap((child) => conditionLines(child, language, indent + 2)),
    ];
  }
  const { fact, operator, actual, expected, expectedFact, result } = condition;
  const sign = operator
    .split(':')
    .map((part) => SIGNS[part] ?? part)
    .join(' ');
  const right =
    expectedFact === undefined ? shown(expected, language) : `${expectedFact} ${shown(expected, language)}`;
  return [`${space}${mark(result)} ${fact} ${shown(actual, language)} ${sign} ${right}`];
};

const shown = (value: JsonFact, language: Language): string => {
  if (value === null) return WORDS[language].unknown;
  return Array.isArray(value)
    ? `[${value.map((each) => shown(each as JsonFact, language)).join(', ')}]`
    : shorten(String(value));
};

/** A quotient has fifty digits; six decimal places say enough. */
const shorten = (text: string): string => text.replace(/^(-?\d+\.\d{6})\d+$/, '$1…');

/** The numbers of a step in the order in which people think of them; jsonb keeps none. */
const READING_ORDER = [
  'from',
  'to',
  'on',
  'unit',
  'part',
  'rate',
  'of',
  'amount',
  'earned',
  'level',
  'most',
  'least',
];

const numbers = (values: Readonly<Record<string, JsonFact>>): string =>
  Object.entries(values)
    .sort(([a], [b]) => READING_ORDER.indexOf(a) - READING_ORDER.indexOf(b) || compareText(a, b))
    .flatMap(([name, value]) => (value === null ? [] : [`${name} ${shorten(String(value))}`]))
    .join(', ');

const stepLines = ({ formula, inputs, parts, result }: StepJson): string[] => [
  `    ${formula}: ${numbers(inputs)} → ${result === null ? '?' : shorten(result)}`,
  ...(parts ?? []).map((part) => `      ${numbers(part)}`),
];
