import type { ActivityFields, Happening } from './demo-activity.ts';
import { amountCells } from './fen.ts';
import type { DemoOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import { observeMarket, promote } from './market-events.ts';
import type { Assortment } from './order-lines.ts';
import { CASES, orderCells } from './order-lines.ts';
import type { Random } from './random.ts';
import type { SellingHabits } from './selling-habits.ts';

/** An outlet as the rep finds it; visits change it. */
export type Stop = {
  readonly outlet: DemoOutlet;
  /** A day number; undefined for a prospect. */
  lastVisit: number | undefined;
  owedFen: number;
  lastOrder?: Readonly<{ product: DemoProduct; cases: number }>;
};

/** What a visit depends on. */
export type Visiting = Readonly<{
  habits: SellingHabits;
  /** Of shops to order today, in percent of the usual. */
  appetite: number;
  assortment: Assortment;
  random: Random;
}>;

export type VisitEvent = Readonly<{ type: Happening['type']; fields: ActivityFields }>;

const SHELF = {
  A: { faces: [5, 14], skus: [4, 11] },
  B: { faces: [3, 9], skus: [2, 7] },
  C: { faces: [1, 5], skus: [1, 4] },
} as const;

/** How a visit goes: how long it takes, and everything that is recorded at its end. */
export const visitOutlet = (
  stop: Stop,
  visiting: Visiting,
): Readonly<{ minutes: number; events: readonly VisitEvent[] }> => {
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
        ...promote(outlet, random),
        ...orders(stop, visiting),
        ...takenBack(stop, random),
        ...paid(stop, visiting),
        ...observeMarket(outlet, random),
      ];
  return { minutes, events: [{ type: 'visit.completed', fields: visit }, ...rest] };
};

const shelfCheck = ({ outlet }: Stop, random: Random): readonly VisitEvent[] => {
  if (!random.chance(outlet.class === 'C' ? 7 : 14)) return [];
  const { faces, skus } = SHELF[outlet.class];
  const fields = {
    outlet: outlet.code,
    faces: String(random.int(faces[0], faces[1])),
    skus: String(random.int(skus[0], skus[1])),
    photo: String(random.chance(93)),
  };
  return [{ type: 'display.checked', fields }];
};

/** One activity a product. */
const orders = (stop: Stop, { habits, appetite, assortment, random }: Visiting): readonly VisitEvent[] => {
  if (!random.chance((habits.orders * appetite) / 100)) return [];
  const offered = new Set([assortment.first(random)]);
  while (random.chance(25)) offered.add(assortment.another(random));
  const [least, most] = stop.outlet.tier === 2 ? CASES.wholesale : CASES[stop.outlet.class];
  return [...offered].map((product) => {
    const cases = random.int(least, most);
    stop.owedFen += cases * product.priceFen;
    stop.lastOrder = { product, cases };
    return { type: 'order.placed', fields: orderCells(stop.outlet, product, cases) };
  });
};

const takenBack = (stop: Stop, random: Random): readonly VisitEvent[] => {
  const { lastOrder } = stop;
  if (!lastOrder || !random.chance(1.5)) return [];
  const cases = -random.int(1, Math.min(3, lastOrder.cases));
  stop.owedFen += cases * lastOrder.product.priceFen;
  delete stop.lastOrder;
  const reason = random.pick(['临期', '破损', '滞销', '送错货']);
  return [
    { type: 'order.returned', fields: { ...orderCells(stop.outlet, lastOrder.product, cases), reason } },
  ];
};

/** Cash customers pay on delivery, the others when the rep insists. */
const paid = (stop: Stop, { habits, random }: Visiting): readonly VisitEvent[] => {
  if (stop.owedFen <= 0 || !random.chance(stop.outlet.terms === '现结' ? 92 : habits.collects)) return [];
  const fen = stop.owedFen;
  stop.owedFen = 0;
  return [{ type: 'payment.received', fields: { outlet: stop.outlet.code, ...amountCells(fen) } }];
};
