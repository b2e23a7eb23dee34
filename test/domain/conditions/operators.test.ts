import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DECORATORS, OPERATORS } from '../../../schemas/condition.ts';
import { comparisonOf, operatorParts } from '../../../src/domain/conditions/operators.ts';
import { type FactValue, toDecimal, toFactNumber } from '../../../src/domain/facts/fact-value.ts';
import { knownValue } from './builders.ts';

const compare = (operator: string, actual: FactValue, expected: FactValue) =>
  comparisonOf(operatorParts(operator))(actual, expected);

describe('operators', () => {
  it.each<[string, FactValue, FactValue, boolean | undefined]>([
    ['equal', 1, 1, true],
    ['equal', 'a', 'b', false],
    ['notEqual', true, false, true],
    ['notEqual', 'a', 'a', false],
    ['in', 'a', ['b', 'a'], true],
    ['in', 'c', ['b', 'a'], false],
    ['in', 'a', [], false],
    ['notIn', 'c', ['b', 'a'], true],
    ['notIn', 'a', ['b', 'a'], false],
    ['contains', ['a', 'b'], 'b', true],
    ['contains', [], 'b', false],
    ['doesNotContain', ['a'], 'b', true],
    ['doesNotContain', ['b'], 'b', false],
    ['lessThan', 1, 2, true],
    ['lessThan', 2, 2, false],
    ['lessThanInclusive', 2, 2, true],
    ['lessThanInclusive', 3, 2, false],
    ['greaterThan', '2017-03-10', '2017-03-09', true],
    ['greaterThan', '2017-03-09', '2017-03-09', false],
    ['greaterThanInclusive', '2017-03-09', '2017-03-09', true],
    ['greaterThanInclusive', -2, 1, false],
    ['someFact:equal', ['a', 'b'], 'b', true],
    ['someFact:equal', [], 'b', false],
    ['everyFact:equal', ['b', 'b'], 'b', true],
    ['everyFact:equal', ['a', 'b'], 'b', false],
    ['everyFact:equal', [], 'b', true],
    ['someValue:greaterThan', 5, [9, 4], true],
    ['someValue:greaterThan', 5, [9, 5], false],
    ['everyValue:greaterThan', 5, [4, 3], true],
    ['everyValue:greaterThan', 5, [4, 5], false],
    ['swap:lessThan', 5, 4, true],
    ['swap:lessThan', 4, 5, false],
    ['not:equal', 1, 1, false],
    ['not:someFact:equal', ['a'], 'b', true],
    ['someFact:not:equal', ['a', 'b'], 'b', true],
    ['not:not:equal', 1, 1, true],
    ['swap:contains', 'a', ['a'], true],
    ['someFact:everyValue:lessThan', [3, 1], [2, 3], true],
  ])('%s of %j and %j is %s', (operator, actual, expected, result) => {
    expect(compare(operator, actual, expected)).toBe(result);
  });

  it.each(OPERATORS)('%s is unknown when either side is', (operator) => {
    const some: FactValue = ['contains', 'doesNotContain'].includes(operator) ? ['a'] : 'a';
    const other: FactValue = ['in', 'notIn'].includes(operator) ? ['a'] : 'a';
    expect(compare(operator, some, other)).not.toBeUndefined();
    expect(compare(operator, undefined, other)).toBeUndefined();
    expect(compare(operator, some, undefined)).toBeUndefined();
    expect(compare(operator, undefined, undefined)).toBeUndefined();
    for (const decorated of [`not:${operator}`, `swap:${operator}`]) {
      expect(compare(decorated, undefined, other)).toBeUndefined();
      expect(compare(decorated, some, undefined)).toBeUndefined();
    }
  });

  it.each(DECORATORS.filter((name) => /Fact|Value/.test(name)))(
    '%s is unknown over an unknown list',
    (decorator) => {
      const [actual, expected]: FactValue[] = decorator.endsWith('Fact')
        ? [undefined, 'a']
        : ['a', undefined];
      expect(compare(`${decorator}:equal`, actual, expected)).toBeUndefined();
      expect(compare(`not:${decorator}:equal`, actual, expected)).toBeUndefined();
    },
  );

  it('lets one known element decide where it can', () => {
    expect(compare('in', 'a', [undefined, 'a'])).toBe(true);
    expect(compare('in', 'b', [undefined, 'a'])).toBeUndefined();
    expect(compare('notIn', 'a', [undefined, 'a'])).toBe(false);
    expect(compare('notIn', 'b', [undefined, 'a'])).toBeUndefined();
    expect(compare('contains', ['a', undefined], 'a')).toBe(true);
    expect(compare('doesNotContain', ['a', undefined], 'b')).toBeUndefined();
    expect(compare('someFact:equal', [undefined, 'b'], 'b')).toBe(true);
    expect(compare('someFact:equal', [undefined, 'a'], 'b')).toBeUndefined();
    expect(compare('everyFact:equal', [undefined, 'a'], 'b')).toBe(false);
    expect(compare('everyValue:equal', 'b', [undefined, 'b'])).toBeUndefined();
  });

  it('denies exactly, in every pair of opposites', () => {
    const opposites = [
      ['equal', 'notEqual'],
      ['in', 'notIn'],
      ['contains', 'doesNotContain'],
      ['lessThan', 'greaterThanInclusive'],
      ['greaterThan', 'lessThanInclusive'],
    ] as const;
    const any = fc.oneof(
      knownValue('number'),
      fc.array(knownValue('number'), { maxLength: 3 }),
      fc.constant(undefined),
    );
    fc.assert(
      fc.property(fc.constantFrom(...opposites), any, any, ([affirm, deny], actual, expected) => {
        const answer = compare(affirm, actual, expected);
        expect(compare(deny, actual, expected)).toBe(answer === undefined ? undefined : !answer);
        expect(compare(`not:${affirm}`, actual, expected)).toBe(compare(deny, actual, expected));
        expect(compare(`swap:swap:${affirm}`, actual, expected)).toBe(answer);
      }),
    );
  });
});

describe('numbers', () => {
  it('compare exactly where doubles do not', () => {
    expect(compare('equal', toDecimal(0.1).plus(toDecimal(0.2)), 0.3)).toBe(true);
    expect(compare('lessThan', toFactNumber('9007199254740992'), toFactNumber('9007199254740993'))).toBe(
      true,
    );
    expect(compare('equal', toFactNumber('9007199254740992'), toFactNumber('9007199254740993'))).toBe(false);
    expect(compare('in', toFactNumber('1000000000000000'), [toFactNumber('1000000000000000.0')])).toBe(true);
    expect(compare('equal', 999999999999999, toFactNumber('999999999999999.5'))).toBe(false);
  });

  it('compare as integers of a millionth do, on either side of 15 digits', () => {
    const millionths = fc.oneof(
      fc.bigInt(-(10n ** 22n), 10n ** 22n),
      fc.bigInt(10n ** 15n - 3n, 10n ** 15n + 3n),
      fc.bigInt(-3n, 3n),
    );
    const text = (units: bigint) => {
      const digits = (units < 0n ? -units : units).toString().padStart(7, '0');
      return `${units < 0n ? '-' : ''}${digits.slice(0, -6)}.${digits.slice(-6)}`;
    };
    fc.assert(
      fc.property(
        millionths,
        fc.oneof(fc.constant(undefined), millionths, fc.bigInt(-2n, 2n)),
        (a, other) => {
          const b = other === undefined ? a + 1n : other;
          const [left, right] = [toFactNumber(text(a)), toFactNumber(text(b))];
          expect(compare('lessThan', left, right)).toBe(a < b);
          expect(compare('greaterThanInclusive', left, right)).toBe(a >= b);
          expect(compare('equal', left, right)).toBe(a === b);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
