import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { ActivityFields } from './demo-activity.ts';
import { amountCells } from './fen.ts';
import type { DemoOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import type { Random } from './random.ts';

/** Cases of one product that an outlet orders at once, from and to. */
export const CASES = { A: [18, 46], B: [8, 22], C: [3, 9], wholesale: [45, 120] } as const;

/** The products that are sold on a day, as reps offer them. */
export type Assortment = Readonly<{
  /** What the rep offers first: often a key product, which does not sell itself. */
  first(random: Random): DemoProduct;
  /** What the shop takes besides. */
  another(random: Random): DemoProduct;
}>;

/** How often a rep begins with a key product, in percent. */
const KEY_FIRST = 10;

/** The assortment of a day; products come into it when they are launched. Throws RangeError without products. */
export const assortmentOn = (products: readonly DemoProduct[], date: LocalDate): Assortment => {
  const sold = products.filter(({ launchedOn }) => launchedOn <= date);
  const keys = sold.filter(({ isKey }) => isKey);
  // A product stands in the list as often as its demand says, so that picking is one step.
  const wanted = sold.flatMap((product) => Array.from({ length: product.demand }, () => product));
  const another = (random: Random) => random.pick(wanted);
  return {
    another,
    first: (random) => (keys.length > 0 && random.chance(KEY_FIRST) ? random.pick(keys) : another(random)),
  };
};

/** The cells that say what was ordered, or taken back when negative. */
export const orderCells = (
  { code: outlet }: DemoOutlet,
  { code, priceFen }: Pick<DemoProduct, 'code' | 'priceFen'>,
  cases: number,
): ActivityFields => ({ outlet, product: code, ...amountCells(cases * priceFen), quantity: String(cases) });

/** What an order line of an outlet is worth on average, in fen. */
export const averageLineFen = (
  { tier, class: size }: DemoOutlet,
  products: readonly DemoProduct[],
): number => {
  const [least, most] = tier === 2 ? CASES.wholesale : CASES[size];
  const demand = products.reduce((sum, product) => sum + product.demand, 0);
  const price = products.reduce((sum, product) => sum + product.demand * product.priceFen, 0) / demand;
  return ((least + most) / 2) * price;
};
