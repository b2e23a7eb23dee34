import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { DemoMonth } from './demo-months.ts';
import type { DemoSizes } from './demo-sizes.ts';
import type { DemoStaff } from './demo-staff.ts';
import { type DemoOutlet, makeOutlets } from './make-outlets.ts';
import { type DemoProduct, makeProducts } from './make-products.ts';
import { makeStaff } from './make-staff.ts';
import { type DemoTarget, makeTargets } from './make-targets.ts';
import { createRandom } from './random.ts';

/** What there is before anything happens: the same whatever the last day is, as long as the months are the same. */
export type Company = Readonly<{
  seed: number;
  start: LocalDate;
  staff: DemoStaff;
  /** By the number of the territory. */
  outlets: ReadonlyMap<number, readonly DemoOutlet[]>;
  products: readonly DemoProduct[];
  targets: readonly DemoTarget[];
}>;

/** One stream of choices for each kind of master data, so that more outlets do not rename the people. */
const STREAMS = { staff: 1, outlets: 2, targets: 3 } as const;

export const makeCompany = (seed: number, sizes: DemoSizes, months: readonly DemoMonth[]): Company => {
  const start = months[0]?.from;
  if (!start) throw new RangeError('the demo needs at least one month');
  const staff = makeStaff(sizes, months, createRandom(seed, STREAMS.staff));
  const products = makeProducts(months);
  const placing = createRandom(seed, STREAMS.outlets);
  const outlets = new Map(
    staff.territories.map((territory) => [territory.number, makeOutlets(territory, sizes, start, placing)]),
  );
  const base = { seed, start, staff, outlets, products };
  return { ...base, targets: makeTargets(base, months, createRandom(seed, STREAMS.targets)) };
};
