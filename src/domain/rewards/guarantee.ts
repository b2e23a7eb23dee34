import { type Decimal, ZERO } from '../money/decimal.ts';

/** What is missing to the guaranteed level; nothing once it is earned. Never recovered. */
export const guarantee = (input: Readonly<{ earned: Decimal; level: Decimal }>): Decimal =>
  input.earned.lt(input.level) ? input.level.minus(input.earned) : ZERO;
