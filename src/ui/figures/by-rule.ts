import type { Statement } from '../../../schemas/statement.ts';

type Line = Statement['lines'][number];

/** The lines of a statement that come from one rule, with what they are together in each medium. */
export type LinesOfRule = Readonly<{
  rule: string;
  name: Line['ruleName'];
  lines: readonly Line[];
  sums: readonly Sum[];
}>;

/** What lines are together in a medium. */
export type Sum = Pick<Line, 'medium' | 'amount' | 'currency'>;

/** The smallest unit of a decimal with two places at most, exactly. */
export const hundredths = (decimal: string): bigint => {
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.');
  const value = BigInt(whole) * 100n + BigInt(fraction.padEnd(2, '0').slice(0, 2));
  return decimal.startsWith('-') ? -value : value;
};

/** The decimal of hundredths, `12.50`. */
export const decimalOf = (value: bigint): string => {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** The exact sum of decimals with two places at most. */
export const sumOf = (decimals: readonly string[]): string =>
  decimalOf(decimals.reduce((sum, each) => sum + hundredths(each), 0n));

/** Lines by rule, those that pay the most first. */
export const byRule = (lines: readonly Line[]): LinesOfRule[] => {
  const groups = new Map<string, Line[]>();
  for (const line of lines) groups.set(line.rule, [...(groups.get(line.rule) ?? []), line]);
  return [...groups]
    .flatMap(([rule, own]) => {
      const [first] = own;
      const lines = own.sort((a, b) => Date.parse(a.time) - Date.parse(b.time));
      return first ? [{ rule, name: first.ruleName, lines, sums: sumsOf(lines) }] : [];
    })
    .sort((a, b) => cashOf(b) - cashOf(a) || b.lines.length - a.lines.length);
};

/** What lines are together in each medium. */
export const sumsOf = (lines: readonly Sum[]): Sum[] =>
  (['cash', 'points', 'goods', 'badge', 'honour'] as const).flatMap((medium) => {
    const own = lines.filter((line) => line.medium === medium);
    const [first] = own;
    if (!first) return [];
    const sum = sumOf(own.map(({ amount }) => amount));
    const amount = medium === 'cash' ? sum : sum.replace(/\.00$/, '');
    return [{ medium, amount, currency: first.currency }];
  });

const cashOf = ({ sums }: LinesOfRule): number =>
  Number(sums.find(({ medium }) => medium === 'cash')?.amount ?? 0);
