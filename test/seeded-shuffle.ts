/** The items in another order, which the seed of the run decides. */
export const seededShuffle = <T>(items: readonly T[]): T[] => {
  let state = Number(process.env.LAUREL_SEED ?? 1) >>> 0 || 1;
  // Xorshift32 (Marsaglia 2003): enough to mix rows, and repeatable from the printed seed.
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  const shuffled = [...items];
  for (let index = shuffled.length - 1; index > 0; index -= 1) {
    const other = Math.floor(next() * (index + 1));
    const [a, b] = [shuffled[index], shuffled[other]];
    if (a !== undefined && b !== undefined) [shuffled[index], shuffled[other]] = [b, a];
  }
  return shuffled;
};
