import type { OutcomeLine } from '../../domain/awards/outcome.ts';
import { exponentOf } from '../../domain/money/currency.ts';
import { formatMinor } from '../../domain/money/money.ts';

/** An amount as people write it: money with its minor units, everything else whole. */
export const lineAmount = ({ medium, amountMinor, currency }: OutcomeLine): string =>
  medium === 'cash' ? formatMinor(amountMinor, exponentOf(currency)) : amountMinor.toString();

/** What a transfer moves: money with its minor units, points and goods whole. */
export const amountText = (minor: bigint, currency: string): string =>
  /^[A-Z]{3}$/.test(currency) ? formatMinor(minor, exponentOf(currency)) : minor.toString();
