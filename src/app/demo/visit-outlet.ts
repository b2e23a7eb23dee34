import type { ActivityFields, Happening } from './demo-activity.ts';
import { amountCells } from './fen.ts';
import type { DemoOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import type { Random } from './random.ts';
import type { SellingHabits } from './selling-habits.ts';

/** An outlet as the rep finds it; visits change it. */
export type Stop = {
  readonly outlet: DemoOutlet;
  lastVisit: number;
  owedFen: number;
  lastOrder?: Readonly<{ product: DemoProduct; cases: number }>;
};

/** What a visit depends on. */
export type Visiting = Readonly<{
  habits: SellingHabits;
  /** Of shops to order today, in percent of the usual. */
  appetite: number;
  products: readonly DemoProduct[];
  random: Random;
}>;

type Event = Readonly<{ type: Happening['type']; fields: ActivityFields }>;

const CASES = { A: [15, 36], B: [6, 16], C: [2, 7], wholesale: [30, 80] } as const;
const SHELF = {
  A: { faces: [5, 14], skus: [4, 10] },
  B: { faces: [3, 8], skus: [3, 6] },
  C: { faces: [1, 5], skus: [1, 4] },
} as const;

/** How a visit goes: how long it takes, and everything that is recorded at its end. */
export function visitOutlet(
  stop: Stop,
  visiting: Visiting,
): Readonly<{ minutes: number; events: readonly Event[] }> {
  const { habits, random } = visiting;
  const { outlet } = stop;
  // A rush claims every step in less time than they take: what a rule with sane times must not pay.
  const isRush = random.chance(habits.rushes);
  const isComplete = isRush || random.chance(habits.completes);
  const minutes = isRush ? random.int(1, 3) : random.int(8, 19);
  const steps = isComplete ? 8 : random.int(4, 7);
  const visit = { outlet: outlet.code, steps_done: String(steps), minutes: String(minutes) };
  const rest = isRush
    ? []
    : [
        ...shelfCheck(stop, random),
        ...orders(stop, visiting),
        ...takenBack(stop, random),
        ...paid(stop, random),
      ];
  return { minutes, events: [{ type: 'visit.completed', fields: visit }, ...rest] };
}

function shelfCheck({ outlet }: Stop, random: Random): readonly Event[] {
  if (!random.chance(outlet.class === 'C' ? 6 : 15)) return [];
  const { faces, skus } = SHELF[outlet.class];
  const fields = {
    outlet: outlet.code,
    faces: String(random.int(faces[0], faces[1])),
    skus: String(random.int(skus[0], skus[1])),
    photo: String(random.chance(93)),
  };
  return [{ type: 'display.checked', fields }];
}

/** One activity a product; key products have to be offered twice as often as the others. */
function orders(stop: Stop, { habits, appetite, products, random }: Visiting): readonly Event[] {
  if (!random.chance((habits.orders * appetite) / 100)) return [];
  const offered = new Set([random.pick([...products, ...products.filter(({ isKey }) => isKey)])]);
  while (random.chance(25)) offered.add(random.pick(products));
  const [least, most] = stop.outlet.tier === 2 ? CASES.wholesale : CASES[stop.outlet.class];
  return [...offered].map((product) => {
    const cases = random.int(least, most);
    stop.owedFen += cases * product.priceFen;
    stop.lastOrder = { product, cases };
    return { type: 'order.placed', fields: orderCells(stop, product, cases) };
  });
}

function takenBack(stop: Stop, random: Random): readonly Event[] {
  const { lastOrder } = stop;
  if (!lastOrder || !random.chance(2)) return [];
  const cases = -random.int(1, Math.min(3, lastOrder.cases));
  stop.owedFen += cases * lastOrder.product.priceFen;
  delete stop.lastOrder;
  const reason = random.pick(['临期', '破损', '滞销', '送错货']);
  return [{ type: 'order.returned', fields: { ...orderCells(stop, lastOrder.product, cases), reason } }];
}

function paid(stop: Stop, random: Random): readonly Event[] {
  if (stop.owedFen <= 0 || !random.chance(stop.outlet.tier === 2 ? 25 : 40)) return [];
  const fen = stop.owedFen;
  stop.owedFen = 0;
  return [{ type: 'payment.received', fields: { outlet: stop.outlet.code, ...amountCells(fen) } }];
}

/** The cells that say what was ordered, or taken back when negative. */
export function orderCells(
  { outlet }: Pick<Stop, 'outlet'>,
  { code, priceFen }: DemoProduct,
  cases: number,
): ActivityFields {
  return { outlet: outlet.code, product: code, ...amountCells(cases * priceFen), quantity: String(cases) };
}
