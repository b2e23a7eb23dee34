import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { shopName, wholesalerName } from './chinese-names.ts';
import type { DemoPerson } from './make-staff.ts';
import type { Random } from './random.ts';

export type DemoOutlet = Readonly<{
  code: string;
  name: string;
  class: 'A' | 'B' | 'C';
  cityClass: '地级市' | '县城';
  rep: string;
  routeCycle: '周' | '旬';
  /** 1 buys for its own customers, 2 is a second-tier wholesaler. */
  tier: 1 | 2;
  openedOn: LocalDate;
}>;

/** The outlets a rep has at the start of the month. */
export function makeOutlets(
  rep: DemoPerson,
  count: number,
  monthStart: LocalDate,
  random: Random,
): readonly DemoOutlet[] {
  return Array.from({ length: count }, (_, index) =>
    makeOutlet(rep, index + 1, addDays(monthStart, -random.int(20, 1500)), random),
  );
}

/** One outlet of a rep; `number` makes its code. */
export function makeOutlet(rep: DemoPerson, number: number, openedOn: LocalDate, random: Random): DemoOutlet {
  const tier = random.chance(6) ? 2 : 1;
  const size = random.int(1, 100);
  return {
    code: `C${rep.code.slice(1)}${String(number).padStart(3, '0')}`,
    name: tier === 2 ? wholesalerName(random) : shopName(random),
    class: size <= 15 ? 'A' : size <= 50 ? 'B' : 'C',
    cityClass: rep.league === 'city' ? '地级市' : '县城',
    rep: rep.code,
    routeCycle: size <= 50 || random.chance(30) ? '周' : '旬',
    tier,
    openedOn,
  };
}
