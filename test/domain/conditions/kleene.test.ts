import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tri } from '../../../src/domain/conditions/condition-program.ts';
import { andAll, negate, orAll } from '../../../src/domain/conditions/kleene.ts';

const tri: fc.Arbitrary<Tri> = fc.constantFrom(true, false, undefined);
const many = fc.array(tri, { maxLength: 6 });

describe('Kleene logic', () => {
  it('has these tables', () => {
    const values: Tri[] = [true, undefined, false];
    expect(values.map((a) => values.map((b) => andAll([a, b])))).toEqual([
      [true, undefined, false],
      [undefined, undefined, false],
      [false, false, false],
    ]);
    expect(values.map((a) => values.map((b) => orAll([a, b])))).toEqual([
      [true, true, true],
      [true, undefined, undefined],
      [true, undefined, false],
    ]);
    expect(values.map(negate)).toEqual([false, undefined, true]);
    expect([andAll([]), orAll([])]).toEqual([true, false]);
  });

  it('obeys the laws of De Morgan, commutes and associates', () => {
    fc.assert(
      fc.property(many, many, (a, b) => {
        expect(negate(andAll(a))).toBe(orAll(a.map(negate)));
        expect(negate(orAll(a))).toBe(andAll(a.map(negate)));
        expect(andAll([...a, ...b])).toBe(andAll([andAll(b), andAll(a)]));
        expect(orAll([...a, ...b])).toBe(orAll([orAll(b), orAll(a)]));
        expect(andAll([orAll(a), orAll([...a, ...b])])).toBe(orAll(a));
      }),
    );
  });

  it('never takes back an answer when something unknown becomes known', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(tri, fc.boolean())), (pairs) => {
        const before = pairs.map(([value]) => value);
        const after = pairs.map(([value, known]) => value ?? known);
        for (const combine of [andAll, orAll]) {
          const answer = combine(before);
          if (answer !== undefined) expect(combine(after)).toBe(answer);
        }
      }),
    );
  });
});
