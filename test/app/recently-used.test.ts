import { describe, expect, it } from 'vitest';
import { createRecentlyUsed } from '../../src/app/recently-used.ts';

describe('what is kept by use', () => {
  it('loses the least recently used once there is too much', () => {
    const kept = createRecentlyUsed<number>(2);
    kept.set('a', 1);
    kept.set('b', 2);
    expect(kept.get('a')).toBe(1);
    kept.set('c', 3);
    expect(['a', 'b', 'c'].map(kept.get)).toEqual([1, undefined, 3]);
  });

  it('is bounded by the sum of sizes, also of what grows', () => {
    const kept = createRecentlyUsed<string>(10);
    kept.set('a', 'a', 4);
    kept.set('b', 'b', 4);
    kept.set('b', 'b', 6);
    expect(['a', 'b'].map(kept.get)).toEqual(['a', 'b']);
    kept.set('b', 'b', 7);
    expect(['a', 'b'].map(kept.get)).toEqual([undefined, 'b']);
    kept.set('huge', 'h', 100);
    expect(['b', 'huge'].map(kept.get)).toEqual([undefined, 'h']);
    kept.set('c', 'c', 1);
    expect(['huge', 'c'].map(kept.get)).toEqual([undefined, 'c']);
  });
});
