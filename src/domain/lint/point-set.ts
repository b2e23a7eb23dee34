import { compareText } from '../compare-text.ts';
import { compareFactNumbers, type FactNumber } from '../facts/fact-value.ts';

/** A value on the line of a fact: a number, the number of a day or instant, or a text in the order of its letters. */
export type Point = FactNumber | string;

/** A place where membership changes: just before a point, or just after it. */
export type Cut = Readonly<{ at: Point; after: boolean }>;

/**
 * A set of values on a line, as where it begins and ends: whether what lies lowest is inside, and the cuts in rising
 * order. Every union of intervals and points has exactly one such form, so that empty and full sets are plain to see.
 */
export type PointSet = Readonly<{ startsInside: boolean; cuts: readonly Cut[] }>;

export const EVERYTHING: PointSet = { startsInside: true, cuts: [] };

export const atLeast = (at: Point): PointSet => ({ startsInside: false, cuts: [{ at, after: false }] });
export const above = (at: Point): PointSet => ({ startsInside: false, cuts: [{ at, after: true }] });
export const exactly = (at: Point): PointSet => ({
  startsInside: false,
  cuts: [
    { at, after: false },
    { at, after: true },
  ],
});

export const complement = ({ startsInside, cuts }: PointSet): PointSet => ({
  startsInside: !startsInside,
  cuts,
});
export const intersection = (a: PointSet, b: PointSet): PointSet => combine(a, b, (inA, inB) => inA && inB);
export const union = (a: PointSet, b: PointSet): PointSet => combine(a, b, (inA, inB) => inA || inB);

export const isEmpty = ({ startsInside, cuts }: PointSet): boolean => !startsInside && cuts.length === 0;
export const isWithin = (part: PointSet, whole: PointSet): boolean =>
  isEmpty(intersection(part, complement(whole)));

/** Where the set begins and ends; undefined where it goes on without end. */
export const lowestCut = ({ startsInside, cuts }: PointSet): Cut | undefined =>
  startsInside ? undefined : cuts[0];
export const highestCut = ({ startsInside, cuts }: PointSet): Cut | undefined =>
  startsInside === (cuts.length % 2 === 0) ? undefined : cuts.at(-1);

const combine = (a: PointSet, b: PointSet, inside: (inA: boolean, inB: boolean) => boolean): PointSet => {
  const startsInside = inside(a.startsInside, b.startsInside);
  const cuts: Cut[] = [];
  let [nextA, nextB] = [0, 0];
  let last = startsInside;
  for (;;) {
    const cutA = a.cuts[nextA];
    const cutB = b.cuts[nextB];
    const order = compareCuts(cutA, cutB);
    const cut = order <= 0 ? cutA : cutB;
    if (!cut) return { startsInside, cuts };
    if (order <= 0) nextA += 1;
    if (order >= 0) nextB += 1;
    const now = inside(isInside(a, nextA), isInside(b, nextB));
    if (now !== last) cuts.push(cut);
    last = now;
  }
};

const isInside = ({ startsInside }: PointSet, passed: number): boolean =>
  passed % 2 === 0 ? startsInside : !startsInside;

/** A side that has no more cuts comes last. */
const compareCuts = (a: Cut | undefined, b: Cut | undefined): number => {
  if (!a || !b) return a ? -1 : b ? 1 : 0;
  return comparePoints(a.at, b.at) || Number(a.after) - Number(b.after);
};

/** Numbers stand before texts; the values of one fact are never both. */
const comparePoints = (a: Point, b: Point): number => {
  if (typeof a === 'string') return typeof b === 'string' ? compareText(a, b) : 1;
  return typeof b === 'string' ? -1 : compareFactNumbers(a, b);
};
