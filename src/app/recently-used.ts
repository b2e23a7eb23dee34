/** Values by key, of which the least recently used go once there is too much of them. */
export type RecentlyUsed<Value> = Readonly<{
  /** What is kept of a key, which is thereby used. */
  get(key: string): Value | undefined;
  /** Keeps a value, whose size is in the measure of the bound. What was just kept stays, however large. */
  set(key: string, value: Value, size?: number): void;
}>;

/** Keeps values as long as the sizes of all come to no more than `most`. */
export const createRecentlyUsed = <Value>(most: number): RecentlyUsed<Value> => {
  // A map has its keys in the order they were set: the first is the one used longest ago.
  const kept = new Map<string, Readonly<{ value: Value; size: number }>>();
  let sum = 0;
  const drop = (key: string): void => {
    sum -= kept.get(key)?.size ?? 0;
    kept.delete(key);
  };
  return {
    get: (key) => {
      const found = kept.get(key);
      if (!found) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found.value;
    },
    set: (key, value, size = 1) => {
      drop(key);
      for (const oldest of kept.keys()) {
        if (sum + size <= most) break;
        drop(oldest);
      }
      kept.set(key, { value, size });
      sum += size;
    },
  };
};
