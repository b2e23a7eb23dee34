import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  factValueToJson,
  isFactNumber,
  toDecimal,
  toFactNumber,
} from '../../../src/domain/facts/fact-value.ts';
import { exactDecimal, formatDecimal } from '../../../src/domain/money/decimal.ts';

describe('fact numbers', () => {
  it('are doubles up to 15 digits and decimals beyond', () => {
    for (const text of ['0', '1', '-1', '20565.6206', '999999999999999', '0.1', '0.000001'])
      expect(typeof toFactNumber(text), text).toBe('number');
    for (const text of ['1000000000000001', '123456789012.3456', '0.0000001', '9007199254740993'])
      expect(typeof toFactNumber(text), text).toBe('object');
  });

  it('keep every decimal they are given', () => {
    const texts = fc
      .tuple(
        fc.boolean(),
        fc.bigInt(0n, 10n ** 60n),
        fc.option(fc.stringMatching(/^[0-9]{1,40}$/), { nil: undefined }),
      )
      .map(
        ([negative, whole, fraction]) =>
          `${negative ? '-' : ''}${whole}${fraction === undefined ? '' : `.${fraction}`}`,
      );
    fc.assert(
      fc.property(texts, (text) => {
        const value = toFactNumber(text);
        expect(isFactNumber(value)).toBe(true);
        expect(formatDecimal(toDecimal(value))).toBe(formatDecimal(exactDecimal(text)));
        expect(factValueToJson(value)).toBe(formatDecimal(exactDecimal(text)));
      }),
    );
  });
});

describe('values in a trace', () => {
  it('are plain JSON', () => {
    expect(factValueToJson(undefined)).toBeNull();
    expect(factValueToJson(['a', undefined, 1.5, true])).toEqual(['a', null, '1.5', true]);
    expect(factValueToJson('2017-03-09')).toBe('2017-03-09');
  });
});
