import { addDays, type LocalDate, parseLocalDate, yearOf } from '../../domain/calendar/local-date.ts';
import type { DemoMonth } from './demo-months.ts';
import { KEY_PRODUCTS, LAUNCHES, type Pack, PRODUCT_LINES, type ProductLine } from './product-lines.ts';

/** A product as the demo sells it, by the case; money in fen, so that no amount is ever rounded. */
export type DemoProduct = Readonly<{
  code: string;
  name: string;
  category: string;
  costFen: number;
  priceFen: number;
  launchedOn: LocalDate;
  isKey: boolean;
  /** How often a shop takes it of its own accord, against other products. */
  demand: number;
}>;

/** Days after the first on which a key product, and another one, come out in a month. */
const LAUNCH_DAYS = { key: 2, other: 14 } as const;

/** A tenth of all products are in every shop; the others are asked for now and then. */
const DEMAND = { leading: 24, usual: 4, rare: 1 } as const;

/** The price list over some months: in each, a new key product comes out on the 3rd, and another one on the 15th. */
export const makeProducts = (months: readonly DemoMonth[]): readonly DemoProduct[] => {
  const launches = launchesIn(months);
  const listed = PRODUCT_LINES.flatMap((line) =>
    line.flavours.flatMap((flavour, flavourIndex) =>
      line.packs.map((pack, packIndex) => ({ line, pack, flavour, rank: flavourIndex + packIndex })),
    ),
  );
  const start = months[0]?.from;
  if (!start) throw new RangeError('the demo needs at least one month');
  return listed.map(({ line, pack, flavour, rank }, index) => {
    const name = `${line.brand}${flavour} ${pack[0]}`;
    return {
      code: `SKU${String(index + 1).padStart(3, '0')}`,
      name,
      category: line.category,
      ...pricesOf(line, pack),
      launchedOn: launches.get(name) ?? earlier(start, index),
      isKey: KEY_PRODUCTS.has(name) || LAUNCHES.key.includes(name),
      demand: rank === 0 ? DEMAND.leading : rank < 4 ? DEMAND.usual : DEMAND.rare,
    };
  });
};

const launchesIn = (months: readonly DemoMonth[]): ReadonlyMap<string, LocalDate> =>
  new Map(
    months.flatMap(({ from }, index) =>
      (['key', 'other'] as const).flatMap((kind) => {
        const name = LAUNCHES[kind][index % LAUNCHES[kind].length];
        return name === undefined ? [] : [[name, addDays(from, LAUNCH_DAYS[kind])] as const];
      }),
    ),
  );

/** Whole ten fen a case, and a cost that leaves a margin. */
const pricesOf = (
  { litreFen, costPercent }: ProductLine,
  [, millilitres, pieces, pricePercent]: Pack,
): Pick<DemoProduct, 'priceFen' | 'costFen'> => {
  const priceFen = Math.round((litreFen * millilitres * pieces * pricePercent) / 1_000_000) * 10;
  return { priceFen, costFen: Math.round((priceFen * costPercent) / 1000) * 10 };
};

/** A spring of one of the six years before. */
const earlier = (start: LocalDate, index: number): LocalDate => {
  const text = `${yearOf(start) - 1 - (index % 6)}-${index % 2 === 0 ? '03' : '05'}-01`;
  return parseLocalDate(text) ?? start;
};
