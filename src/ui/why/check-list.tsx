import type { Check } from '../../../schemas/award-why.ts';
import { figure, percent } from '../language/format.ts';
import { type Language, useLanguage, type Words } from '../language/language.ts';
import { Icon } from '../look/icon.tsx';

/** Conditions one by one: what was needed as a caption, what was the case in bold. */
export const CheckList = ({ checks }: Readonly<{ checks: readonly Check[] }>) => {
  const { language, words } = useLanguage();
  return (
    <ul className="checks">
      {checks.map((check) => (
        <li
          key={`${check.name.zh} ${check.span?.zh ?? ''} ${check.operator} ${check.expected ?? ''}`}
          className={check.met === false && !check.group ? 'no' : undefined}
        >
          <Icon name={check.met === false ? 'minus' : 'check'} />
          <span className="grow">
            {nameOf(check, language)} <span className="cap nw">{needOf(check, words, language)}</span>
          </span>
          <b>{valueText(check.actual, check, words, language)}</b>
        </li>
      ))}
    </ul>
  );
};

/** Where and when it was counted stands before the name in Chinese, and after it in English. */
const nameOf = ({ name, span }: Check, language: Language): string => {
  if (!span) return name[language];
  if (language === 'en') return `${name.en} ${span.en}`;
  return `${span.zh}${/^\d/.test(name.zh) ? ' ' : ''}${name.zh}`;
};

const valueText = (
  value: string | null,
  { kind, unit }: Pick<Check, 'kind' | 'unit'>,
  { why }: Words,
  language: Language,
): string => {
  if (value === null) return why.unknown;
  if (value === 'true' || value === 'false') return value === 'true' ? why.yes : why.no;
  if (kind === 'share') return percent(value);
  return /^-?\d+(\.\d+)?$/.test(value) ? figure(value, unit, language) : value;
};

const needOf = (check: Check, words: Words, language: Language): string => {
  const { need } = words.why;
  const { operator, expected } = check;
  const value = valueText(expected, check, words, language);
  const group = check.group ? `${check.group[language]}${language === 'zh' ? '：' : ': '}` : '';
  const OPERATORS: Readonly<Record<string, string>> = {
    greaterThanInclusive: need.atLeast,
    greaterThan: need.over,
    lessThanInclusive: need.atMost,
    lessThan: need.under,
    equal: need.is,
    notEqual: need.not,
    in: need.among,
  };
  return `${group}${OPERATORS[operator] ?? operator} ${value}`;
};
