import type { Amount } from '../../../schemas/amount.ts';
import type { DecimalLike } from '../../../schemas/common.ts';
import { decimal, formatDecimal } from '../money/decimal.ts';

const RATIOS: readonly string[] = ['attainment', 'timeProportionalAttainment', 'growth'];

/** A share of 1 as people say it: 0.02 is 2%. */
export const percent = (value: DecimalLike): string => `${formatDecimal(decimal(value).times(100))}%`;

/** The threshold of a band as people say it: 1.2 is 120% of an attainment and 1.2 of anything else. */
export const shownThreshold = (value: DecimalLike, on: Amount): string =>
  isRatio(on) ? percent(value) : formatDecimal(decimal(value));

export const isRatio = (on: Amount): boolean =>
  typeof on === 'object' && 'fact' in on && RATIOS.includes(on.fact);
