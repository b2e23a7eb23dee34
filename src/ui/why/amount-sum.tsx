import type { AmountStep } from '../../../schemas/award-why.ts';
import { count, figure, percent } from '../language/format.ts';
import { type Language, useLanguage, type Words } from '../language/language.ts';

type Row = Readonly<{ key: string; text: string; result: string }>;

/** How an amount came about, as a sum whose last line is what was granted. */
export const AmountSum = ({ steps, total }: Readonly<{ steps: readonly AmountStep[]; total: string }>) => {
  const { language, words } = useLanguage();
  return (
    <ul className="sum">
      {rowsOfAll(steps, words, language).map(({ key, text, result }) => (
        <li key={key}>
          <span className="grow">{text}</span>
          <span className="num">{result}</span>
        </li>
      ))}
      <li className="sum-total">
        <span className="grow">{words.why.total}</span>
        <b>{total}</b>
      </li>
    </ul>
  );
};

/** A decimal short enough to be read: a quotient has fifty digits. */
const short = (value: string | null | undefined): string =>
  value === null || value === undefined
    ? '–'
    : count(value.replace(/(\.\d{2})\d+$/, '$1').replace(/\.0+$/, ''));

/** A rate below one is a share, and is said as percent. */
const rateText = (rate: string | null | undefined): string =>
  rate && Number(rate) > 0 && Number(rate) < 1 ? percent(rate, 2) : short(rate);

/** A figure and the rate that it is paid at are one line; everything else has its own. */
const rowsOfAll = (steps: readonly AmountStep[], words: Words, language: Language): Row[] =>
  steps.flatMap((step, index) => {
    const [before, after] = [steps[index - 1], steps[index + 1]];
    if (step.formula === 'fact' && isPaidAtRate(step, after)) return [];
    const rows = rowsOf(step, String(index), words, language);
    if (!before || !isPaidAtRate(before, step)) return rows;
    const text = `${before.name?.[language]} ${figure(before.result ?? '', before.unit ?? '', language)} × ${rateText(step.inputs.rate)}`;
    return rows.map((row) => ({ ...row, text }));
  });

const isPaidAtRate = (fact: AmountStep, next: AmountStep | undefined): boolean =>
  fact.formula === 'fact' &&
  fact.name !== undefined &&
  fact.result !== null &&
  next?.formula === 'per-unit' &&
  next.inputs.of === fact.result;

const rowsOf = (step: AmountStep, key: string, words: Words, language: Language): Row[] => {
  const { inputs, result, formula } = step;
  const row = (text: string, shown = short(result)): Row[] => [{ key, text, result: shown }];
  switch (formula) {
    case 'fact':
      return row(
        step.name?.[language] ?? '',
        result === null ? '–' : figure(result, step.unit ?? '', language),
      );
    case 'fixed':
      return row(words.why.fixed);
    case 'per-unit':
      return row(`${short(inputs.of)} × ${rateText(inputs.rate)}`);
    case 'linear':
      return row(
        `${short(inputs.amount)} + (${short(inputs.of)} − ${short(inputs.around)}) × ${rateText(inputs.rate)}`,
      );
    case 'bands':
      return bandRows(step, key, words);
    case 'sum':
      return [];
    case 'cap':
      return inputs.most && Number(inputs.amount) > Number(inputs.most)
        ? row(words.why.cap, short(inputs.most))
        : [];
    case 'product':
      return row(Object.values(inputs).map(rateText).join(' × '));
    case 'difference':
      return row(Object.values(inputs).map(short).join(' − '));
    case 'quotient':
      return row(Object.values(inputs).map(short).join(' ÷ '));
    default:
      return row(Object.values(inputs).map(short).join(', '));
  }
};

const bandRows = ({ parts = [] }: AmountStep, key: string, { why }: Words): Row[] =>
  parts.map(({ from, to, part, rate, amount }, index) => ({
    key: `${key}-${index}`,
    text: `${why.band(short(from), to ? short(to) : undefined)}${part && rate ? `: ${short(part)} × ${rateText(rate)}` : ''}`,
    result: short(amount),
  }));
