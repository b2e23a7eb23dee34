import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, divide, formatDecimal, ONE } from '../../../src/domain/money/decimal.ts';
import { type RoundingMode, roundTo } from '../../../src/domain/money/rounding.ts';

const MODES: readonly RoundingMode[] = ['half-up', 'half-even', 'down', 'up'];
const values = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.integer({ min: 0, max: 6 }))
  .map(([digits, places]) => divide(decimal(digits), decimal(10n ** BigInt(places))));
const increments = fc
  .constantFrom('0.01', '0.05', '0.25', '0.3', '1', '7', '100')
  .map((text) => decimal(text));
const modes = fc.constantFrom(...MODES);

describe('roundTo', () => {
  it.each([
    ['2.5', '1', '3', '2', '2', '3'],
    ['3.5', '1', '4', '4', '3', '4'],
    ['-2.5', '1', '-3', '-2', '-2', '-3'],
    ['1.005', '0.01', '1.01', '1', '1', '1.01'],
    ['0.125', '0.05', '0.15', '0.1', '0.1', '0.15'],
    ['250', '100', '300', '200', '200', '300'],
    ['2.4', '1', '2', '2', '2', '3'],
    ['-0.4', '1', '0', '0', '0', '-1'],
    ['2', '1', '2', '2', '2', '2'],
  ])('%s to %s', (value, increment, ...expected) => {
    const rounded = MODES.map((mode) => formatDecimal(roundTo(decimal(value), decimal(increment), mode)));
    expect(rounded).toEqual(expected);
  });

  it('sees a tie only where there is one, also far behind the point', () => {
    const aboveHalf = decimal('0.5').plus(divide(ONE, decimal(10n ** 20n)));
    expect(formatDecimal(roundTo(aboveHalf.plus(decimal(2)), ONE, 'half-even'))).toBe('3');
  });

  it('refuses an increment that is not positive', () => {
    expect(() => roundTo(ONE, decimal(0), 'up')).toThrow(RangeError);
    expect(() => roundTo(ONE, decimal('-0.01'), 'up')).toThrow(RangeError);
  });

  it('gives a multiple within one increment, the nearest for the half modes, and mirrors at zero', () => {
    fc.assert(
      fc.property(values, increments, modes, (value, increment, mode) => {
        const rounded = roundTo(value, increment, mode);
        const distance = rounded.minus(value).abs();
        expect(rounded.mod(increment).eq(decimal(0))).toBe(true);
        expect(distance.lt(increment)).toBe(true);
        if (mode === 'half-up' || mode === 'half-even') expect(distance.times(2).lte(increment)).toBe(true);
        if (mode === 'down') expect(rounded.abs().lte(value.abs())).toBe(true);
        if (mode === 'up') expect(rounded.abs().gte(value.abs())).toBe(true);
        expect(roundTo(value.neg(), increment, mode).eq(rounded.neg())).toBe(true);
        expect(roundTo(rounded, increment, mode).eq(rounded)).toBe(true);
      }),
    );
  });

  it('keeps the order of values', () => {
    fc.assert(
      fc.property(values, values, increments, modes, (a, b, increment, mode) => {
        const order = roundTo(a, increment, mode).cmp(roundTo(b, increment, mode));
        expect([0, a.cmp(b)]).toContain(order);
      }),
    );
  });
});
