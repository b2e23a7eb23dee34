import { compareText } from '../compare-text.ts';
import { decimal, formatDecimal, ONE, sum, ZERO } from '../money/decimal.ts';
import type { CreditShare } from './activity.ts';
import type { FaultList } from './fault-list.ts';
import { parseNumber } from './parse-number.ts';
import { shown } from './shown.ts';

const MOST_SHARES = 50;

/**
 * The shares of the credit in order of rep, or undefined when there are none or a fault was noted. Every share is
 * above 0, every rep stands once, and they sum to exactly 1: rounding them here would hide whose part is missing.
 */
export function parseShares(input: unknown, list: FaultList): readonly CreditShare[] | undefined {
  if (input === undefined || input === null || input === '') return undefined;
  const refuse = (message: string) => list.add('/data/shares', 'bad-shares', message);
  if (!Array.isArray(input) || input.length === 0 || input.length > MOST_SHARES) {
    refuse(`The shares are a list of 1 to ${MOST_SHARES} entries such as {"rep": "R1", "share": "0.5"}.`);
    return undefined;
  }
  const shares: CreditShare[] = [];
  for (const [index, entry] of input.entries()) {
    const { rep, share } = Object(entry) as Readonly<Record<string, unknown>>;
    const code = list.takeCode(rep, `/data/shares/${index}/rep`);
    const part = list.take(parseNumber('decimal', share, `/data/shares/${index}/share`));
    if (code !== undefined && part !== undefined) shares.push({ rep: code, share: part });
  }
  if (shares.length < input.length) return undefined;
  const twice = shares.find(({ rep }, index) => shares.findIndex((other) => other.rep === rep) < index);
  if (twice) refuse(`The rep ${shown(twice.rep)} has two shares; add them up.`);
  if (shares.some(({ share }) => decimal(share).lte(ZERO)))
    refuse('A share is not above 0; leave that rep out.');
  const total = sum(shares.map(({ share }) => decimal(share)));
  if (!total.eq(ONE)) refuse(`The shares sum to ${formatDecimal(total)}; change them so that they sum to 1.`);
  return shares.sort((a, b) => compareText(a.rep, b.rep));
}
