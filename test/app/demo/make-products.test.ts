import { describe, expect, it } from 'vitest';
import { monthsUpTo } from '../../../src/app/demo/demo-months.ts';
import { makeProducts } from '../../../src/app/demo/make-products.ts';
import { KEY_PRODUCTS, LAUNCHES } from '../../../src/app/demo/product-lines.ts';
import { dateOf } from './demo-import.ts';

const months = monthsUpTo(dateOf('2026-01-20'), 3);
const products = makeProducts(months);

describe('the months of the demo', () => {
  it('reach back over the turn of a year', () => {
    expect(months).toEqual([
      { label: '2025-11', from: '2025-11-01', to: '2025-12-01' },
      { label: '2025-12', from: '2025-12-01', to: '2026-01-01' },
      { label: '2026-01', from: '2026-01-01', to: '2026-02-01' },
    ]);
  });
});

describe('the price list of the demo', () => {
  it('names every product once', () => {
    expect(products).toHaveLength(300);
    expect(new Set(products.map(({ name }) => name)).size).toBe(300);
    expect(new Set(products.map(({ code }) => code)).size).toBe(300);
  });

  it('has only names of its own among the key products and launches', () => {
    const names = new Set(products.map(({ name }) => name));
    for (const name of [...KEY_PRODUCTS, ...LAUNCHES.key, ...LAUNCHES.other]) {
      expect(names.has(name), name).toBe(true);
    }
    expect(products.filter(({ isKey }) => isKey)).toHaveLength(8);
  });

  it('launches a key product and another one in each month, and everything else before', () => {
    const launched = products.filter(({ launchedOn }) => launchedOn >= '2025-11-01');
    expect(launched.map(({ launchedOn, isKey }) => `${launchedOn} ${isKey}`).sort()).toEqual([
      '2025-11-03 true',
      '2025-11-15 false',
      '2025-12-03 true',
      '2025-12-15 false',
      '2026-01-03 true',
      '2026-01-15 false',
    ]);
  });

  it('sells every case of ten to two hundred yuan with a margin of a fifth to a third', () => {
    for (const { name, priceFen, costFen } of products) {
      expect(priceFen >= 1000 && priceFen <= 20_000, name).toBe(true);
      const margin = (priceFen - costFen) / priceFen;
      expect(margin > 0.19 && margin < 0.35, `${name} ${margin}`).toBe(true);
    }
  });
});
