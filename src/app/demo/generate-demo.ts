import {
  dateOfDayNumber,
  dayNumberFromCivil,
  type LocalDate,
  monthOf,
  yearOf,
} from '../../domain/calendar/local-date.ts';
import { demoFiles } from './demo-files.ts';
import { type DemoSizes, SMALL_DISTRIBUTOR } from './demo-sizes.ts';
import { makeActivities } from './make-activities.ts';
import { makeOutlets } from './make-outlets.ts';
import { makeProducts } from './make-products.ts';
import { makeStaff } from './make-staff.ts';
import { makeTargets } from './make-targets.ts';
import { createRandom } from './random.ts';

export type DemoOptions = Readonly<{
  /** A whole number of 32 bits; another one gives another company. */
  seed: number;
  /** The last day that has happened. */
  asOf: LocalDate;
  sizes?: DemoSizes;
}>;

/** One stream of choices for each kind of master data, so that more outlets do not rename the people. */
const STREAMS = { staff: 1, outlets: 2, targets: 3 } as const;

/**
 * A beverage distributor in China in the calendar month of `asOf`, as the files of a native data directory that the
 * demo plan (`rules/plans/demo`) reads without a reject. Pure: the same options give the same bytes, and a later
 * `asOf` in the same month only adds activities and outlets.
 */
export function generateDemo({
  seed,
  asOf,
  sizes = SMALL_DISTRIBUTOR,
}: DemoOptions): ReadonlyMap<string, string> {
  const from = dateOfDayNumber(dayNumberFromCivil(yearOf(asOf), monthOf(asOf), 1));
  const to = dateOfDayNumber(dayNumberFromCivil(yearOf(asOf), monthOf(asOf) + 1, 1));
  const staff = makeStaff(sizes, from, createRandom(seed, STREAMS.staff));
  const products = makeProducts(from);
  const placing = createRandom(seed, STREAMS.outlets);
  const atStart = staff.reps.flatMap((rep) => makeOutlets(rep, sizes.outletsPerRep, from, placing));
  const targets = makeTargets(staff.teams, staff.reps, { from, to }, createRandom(seed, STREAMS.targets));
  const { activities, outlets } = makeActivities({
    seed,
    from,
    asOf,
    reps: staff.reps,
    outlets: atStart,
    products,
  });
  return demoFiles({ staff, outlets, products, period: from.slice(0, 7), targets, activities });
}
