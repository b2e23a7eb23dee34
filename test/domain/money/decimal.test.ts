import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decimal,
  divide,
  formatDecimal,
  isDecimalText,
  ONE,
  QUOTIENT_DIGITS,
  sum,
  ZERO,
} from '../../../src/domain/money/decimal.ts';

const LARGEST = 10n ** 24n;

/** Millionths of the inputs for which quotients are promised to compare exactly; often close to the bounds. */
const millionths = fc.oneof(
  fc.bigInt({ min: -LARGEST, max: LARGEST }),
  fc.bigInt({ min: LARGEST - 20n, max: LARGEST }),
  fc.bigInt({ min: -LARGEST, max: -LARGEST + 20n }),
  fc.bigInt({ min: -20n, max: 20n }),
);
const divisors = millionths.filter((value) => value !== 0n);

function fromMillionths(value: bigint) {
  const digits = (value < 0n ? -value : value).toString().padStart(7, '0');
  return decimal(`${value < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`);
}

function signOf(value: bigint): number {
  return value === 0n ? 0 : value > 0n ? 1 : -1;
}

describe('decimal', () => {
  it.each([
    ['20565.6206', '20565.6206'],
    ['+007.50', '7.5'],
    ['-0', '0'],
    ['-0.000', '0'],
    ['-1284.50', '-1284.5'],
    ['999999999999999999999999.999999999999', '999999999999999999999999.999999999999'],
  ])('reads %s', (text, plain) => {
    expect(isDecimalText(text)).toBe(true);
    expect(formatDecimal(decimal(text))).toBe(plain);
  });

  it.each([
    '',
    ' 1',
    '1 ',
    '1\n',
    '1e3',
    '0x10',
    '.5',
    '5.',
    '1,000',
    '--1',
    'NaN',
    'Infinity',
    '１',
    '1.2.3',
  ])('refuses the text %j', (text) => {
    expect(isDecimalText(text)).toBe(false);
    expect(() => decimal(text)).toThrow(RangeError);
  });

  it('refuses too many digits at once', () => {
    const huge = `1${'0'.repeat(1_000_000)}`;
    for (const value of [huge, '1'.repeat(25), '0.1234567890123', 10n ** 24n, -(10n ** 24n)]) {
      expect(() => decimal(value)).toThrow(RangeError);
    }
    expect(formatDecimal(decimal(10n ** 24n - 1n))).toBe('9'.repeat(24));
  });

  it('reads numbers of at most 15 significant digits', () => {
    expect(formatDecimal(decimal(0.1))).toBe('0.1');
    expect(formatDecimal(decimal(1e21))).toBe('1000000000000000000000');
    expect(formatDecimal(decimal(1e-7))).toBe('0.0000001');
    expect(Object.is(decimal(-0).s, 1)).toBe(true);
    for (const value of [0.1 + 0.2, 9007199254740991, NaN, Infinity, 1e24, 1e-13, 1e308]) {
      expect(() => decimal(value)).toThrow(RangeError);
    }
  });

  it('never writes an exponent or minus zero', () => {
    expect(formatDecimal(decimal('0.000000000001'))).toBe('0.000000000001');
    expect(String(decimal('100000000000000000000000'))).toBe('100000000000000000000000');
    expect(formatDecimal(decimal('-1').times(ZERO))).toBe('0');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(millionths, (value) => {
        const read = fromMillionths(value);
        const text = formatDecimal(read);
        expect(formatDecimal(decimal(text))).toBe(text);
        expect(decimal(text).eq(read)).toBe(true);
        expect(text).not.toMatch(/e|\.$|\.\d*0$|^-0$/);
      }),
    );
  });

  it('sums exactly', () => {
    expect(formatDecimal(sum([]))).toBe('0');
    expect(formatDecimal(sum(Array.from({ length: 10 }, () => decimal('0.1'))))).toBe('1');
    fc.assert(
      fc.property(fc.array(millionths), (values) => {
        const total = values.reduce((a, b) => a + b, 0n);
        expect(sum(values.map(fromMillionths)).times(decimal('1000000')).toFixed()).toBe(total.toString());
      }),
    );
  });
});

describe('divide', () => {
  it('truncates toward zero', () => {
    expect(formatDecimal(divide(ONE, decimal(3)))).toBe(`0.${'3'.repeat(QUOTIENT_DIGITS)}`);
    expect(formatDecimal(divide(decimal(-2), decimal(3)))).toBe(`-0.${'6'.repeat(QUOTIENT_DIGITS)}`);
    expect(formatDecimal(divide(decimal('1200'), decimal('1000')))).toBe('1.2');
    expect(() => divide(ONE, ZERO)).toThrow(RangeError);
  });

  it('tells the closest different quotients apart', () => {
    const [a, b, c] = [LARGEST - 1n, LARGEST - 2n, LARGEST - 3n].map(fromMillionths);
    if (!a || !b || !c) throw new Error('unreachable');
    expect(divide(b, a).gt(divide(c, b))).toBe(true);
    expect(divide(b.neg(), a).lt(divide(c.neg(), b))).toBe(true);
  });

  it('compares quotients as cross-multiplication does', () => {
    fc.assert(
      fc.property(millionths, divisors, millionths, divisors, (a, b, c, d) => {
        const compared = divide(fromMillionths(a), fromMillionths(b)).cmp(
          divide(fromMillionths(c), fromMillionths(d)),
        );
        expect(compared).toBe(signOf((a * d - c * b) * b * d));
      }),
      { numRuns: 2_000 },
    );
  });

  it('compares a quotient with a threshold as cross-multiplication does', () => {
    const near = fc.record({
      divisor: divisors,
      threshold: fc.bigInt(-3_000_000n, 3_000_000n),
      shift: fc.bigInt(-1n, 1n),
    });
    fc.assert(
      fc.property(near, ({ divisor, threshold, shift }) => {
        const dividend = (divisor * threshold) / 1_000_000n + shift;
        fc.pre(dividend <= LARGEST && dividend >= -LARGEST);
        const compared = divide(fromMillionths(dividend), fromMillionths(divisor)).cmp(
          fromMillionths(threshold),
        );
        expect(compared).toBe(signOf((dividend * 1_000_000n - threshold * divisor) * divisor));
      }),
      { numRuns: 2_000 },
    );
  });
});
