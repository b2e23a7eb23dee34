import { formatMinor } from '../../domain/money/money.ts';

/** The cells of an amount, always with two decimals; what was taken back is negative, as in a red invoice (红字). */
export function amountCells(fen: number): Readonly<{ amount: string; currency: string }> {
  return { amount: yuanText(fen), currency: 'CNY' };
}

/** Fen as yuan with two decimals. */
export function yuanText(fen: number): string {
  return formatMinor(BigInt(fen), 2);
}
