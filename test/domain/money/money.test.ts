import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exponentOf } from '../../../src/domain/money/currency.ts';
import { decimal, formatDecimal } from '../../../src/domain/money/decimal.ts';
import { formatMinor, fromMinor, toMinor } from '../../../src/domain/money/money.ts';

describe('exponentOf', () => {
  it.each([
    ['CNY', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['VND', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ABC', 2],
  ])('%s has %i places', (currency, exponent) => {
    expect(exponentOf(currency)).toBe(exponent);
  });

  it.each(['cny', 'CN', 'CNYY', '', 'C Y', 'CNY\n'])('refuses %j', (currency) => {
    expect(() => exponentOf(currency)).toThrow(RangeError);
  });
});

describe('minor units', () => {
  it('rounds once', () => {
    expect(toMinor(decimal('1.005'), 2, 'half-up')).toBe(101n);
    expect(toMinor(decimal('1.005'), 2, 'half-even')).toBe(100n);
    expect(toMinor(decimal('-1.005'), 2, 'half-up')).toBe(-101n);
    expect(toMinor(decimal('1234.5'), 0, 'down')).toBe(1234n);
  });

  it.each([
    [-128450n, 2, '-1284.50'],
    [5n, 2, '0.05'],
    [-5n, 3, '-0.005'],
    [0n, 2, '0.00'],
    [1234n, 0, '1234'],
    [900719925474099312345n, 2, '9007199254740993123.45'],
  ])('%s with %i places is %s', (amount, exponent, text) => {
    expect(formatMinor(amount, exponent)).toBe(text);
    expect(formatDecimal(fromMinor(amount, exponent))).toBe(formatDecimal(decimal(text)));
  });

  it('comes back unchanged in every mode', () => {
    const amounts = fc.bigInt(-(10n ** 60n), 10n ** 60n);
    const modes = fc.constantFrom('half-up', 'half-even', 'down', 'up');
    fc.assert(
      fc.property(amounts, fc.integer({ min: 0, max: 4 }), modes, (amount, exponent, mode) => {
        expect(toMinor(fromMinor(amount, exponent), exponent, mode)).toBe(amount);
      }),
    );
  });

  it('refuses exponents that no currency has', () => {
    for (const exponent of [-1, 1.5, 13, Number.NaN]) {
      expect(() => formatMinor(1n, exponent)).toThrow(RangeError);
      expect(() => toMinor(decimal(1), exponent, 'down')).toThrow(RangeError);
    }
  });
});
