/** A reproducible stream of choices: the same seed gives the same ones on every platform. */
export type Random = Readonly<{
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number;
  /** True in `percent` of 100 cases. */
  chance(percent: number): boolean;
  /** One of the items. Throws RangeError when there are none. */
  pick<Item>(items: readonly Item[]): Item;
  /** The items in another order. */
  shuffled<Item>(items: readonly Item[]): readonly Item[];
}>;

/** The stream of a seed and of what it is for, so that one rep's day does not depend on how another's went. */
export function createRandom(seed: number, ...purpose: readonly number[]): Random {
  const next = mulberry32(purpose.reduce(mixed, seed));
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const index = int(0, items.length - 1);
    if (items.length === 0) throw new RangeError('there is nothing to pick from');
    return items[index] as Item;
  };
  return {
    int,
    pick,
    chance: (percent) => next() * 100 < percent,
    shuffled: (items) =>
      items
        .map((item) => ({ item, key: next() }))
        .sort((a, b) => a.key - b.key)
        .map(({ item }) => item),
  };
}

/** Neighbouring seeds and purposes must not give the same stream, as their sum would. */
function mixed(seed: number, part: number): number {
  const product = Math.imul(seed ^ part, 0x9e3779b1);
  return product ^ (product >>> 15);
}

/** Numbers from 0 up to 1. Source: Tommy Ettinger, mulberry32 (2017, public domain); 32 bits of state. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
