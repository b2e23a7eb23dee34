import { compareText } from '../compare-text.ts';
import { type Decimal, formatDecimal } from './decimal.ts';

/** One claimant: the key decides ties and is unique within an allocation. */
export type Share = Readonly<{ key: string; weight: Decimal }>;

/**
 * Splits a total of minor units in proportion to the weights, by largest remainder (Hamilton's method).
 *
 * The result stands in the order of the shares and always sums to the total; each part is less than one minor unit
 * from its exact share; a claimant's part does not depend on the order of the shares. Equal remainders are
 * served by key in code-unit order. A negative total is split as the mirror of the positive one. When all
 * weights are zero, the shares are equal.
 *
 * Throws RangeError for a negative weight, a key that occurs twice, and a total that is not zero without shares.
 */
export function allocate(totalMinor: bigint, shares: readonly Share[]): bigint[] {
  if (shares.length === 0 && totalMinor !== 0n) throw new RangeError('nobody to allocate the total to');
  if (new Set(shares.map(({ key }) => key)).size !== shares.length) {
    throw new RangeError('a key occurs twice in an allocation');
  }
  const weights = integerWeights(shares.map(({ weight }) => weight));
  const weightSum = weights.reduce((total, weight) => total + weight, 0n);
  const size = totalMinor < 0n ? -totalMinor : totalMinor;

  const claims = shares.map(({ key }, index) => {
    const scaled = size * (weights[index] ?? 0n);
    return { key, index, part: scaled / weightSum, remainder: scaled % weightSum };
  });
  const left = size - claims.reduce((total, { part }) => total + part, 0n);
  const served = claims.toSorted(byRemainderThenKey).slice(0, Number(left));
  const favoured = new Set(served.map(({ index }) => index));

  return claims.map(({ index, part }) => {
    const amount = favoured.has(index) ? part + 1n : part;
    return totalMinor < 0n ? -amount : amount;
  });
}

type Claim = Readonly<{ key: string; remainder: bigint }>;

function byRemainderThenKey(a: Claim, b: Claim): number {
  if (a.remainder !== b.remainder) return a.remainder > b.remainder ? -1 : 1;
  return compareText(a.key, b.key);
}

/** The weights as integers in the same proportion, so that remainders are exact; all one when all are zero. */
function integerWeights(weights: readonly Decimal[]): bigint[] {
  const texts = weights.map(formatDecimal);
  if (texts.some((text) => text.startsWith('-'))) throw new RangeError('a weight must not be negative');
  const parts = texts.map((text) => text.split('.'));
  const places = Math.max(0, ...parts.map(([, fraction = '']) => fraction.length));
  const scaled = parts.map(([integer = '0', fraction = '']) =>
    BigInt(integer + fraction.padEnd(places, '0')),
  );
  return scaled.every((weight) => weight === 0n) ? scaled.map(() => 1n) : scaled;
}
