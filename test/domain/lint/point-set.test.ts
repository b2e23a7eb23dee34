import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  above,
  atLeast,
  complement,
  exactly,
  highestCut,
  intersection,
  isEmpty,
  isWithin,
  lowestCut,
  type PointSet,
  union,
} from '../../../src/domain/lint/point-set.ts';

/** A set with the plain test of membership it stands for; halves lie between the points sets are made of. */
type Checked = Readonly<{ set: PointSet; has(point: number): boolean }>;
const POINTS = Array.from({ length: 15 }, (_, index) => index / 2 - 1);

const sets: fc.Arbitrary<Checked> = fc.letrec<{ set: Checked }>((tie) => ({
  set: fc.oneof(
    { maxDepth: 4 },
    fc.integer({ min: 0, max: 5 }).map((at) => ({ set: atLeast(at), has: (point: number) => point >= at })),
    fc.integer({ min: 0, max: 5 }).map((at) => ({ set: above(at), has: (point: number) => point > at })),
    fc.integer({ min: 0, max: 5 }).map((at) => ({ set: exactly(at), has: (point: number) => point === at })),
    tie('set').map((a) => ({ set: complement(a.set), has: (point: number) => !a.has(point) })),
    fc
      .tuple(tie('set'), tie('set'))
      .map(([a, b]) => ({ set: union(a.set, b.set), has: (point: number) => a.has(point) || b.has(point) })),
    fc.tuple(tie('set'), tie('set')).map(([a, b]) => ({
      set: intersection(a.set, b.set),
      has: (point: number) => a.has(point) && b.has(point),
    })),
  ),
})).set;

it('is empty, within another, and bounded exactly where its members are', () => {
  fc.assert(
    fc.property(sets, sets, (a, b) => {
      const members = POINTS.filter(a.has);
      for (const point of POINTS) expect(isWithin(exactly(point), a.set)).toBe(a.has(point));
      expect(isEmpty(a.set)).toBe(members.length === 0);
      expect(isWithin(a.set, b.set)).toBe(members.every(b.has));
      expect(lowestCut(a.set) === undefined).toBe(members.length === 0 || a.has(-1));
      expect(highestCut(a.set) === undefined).toBe(members.length === 0 || a.has(6));
    }),
    { numRuns: 1000 },
  );
});

it('has one form for one set', () => {
  fc.assert(
    fc.property(sets, sets, (a, b) => {
      expect(complement(union(a.set, b.set))).toEqual(intersection(complement(a.set), complement(b.set)));
    }),
  );
});
