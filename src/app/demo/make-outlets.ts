import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { shopName, wholesalerName } from './chinese-names.ts';
import type { DemoSizes } from './demo-sizes.ts';
import type { Territory } from './demo-staff.ts';
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
  /** 现结 pays on delivery, 账期 later. */
  terms: '现结' | '账期';
  /** Where promotions are executed. */
  isKey: boolean;
  /** Absent for a prospect, which nobody has won yet. */
  openedOn?: LocalDate;
}>;

/** The outlets of a territory: those that buy already, and then its prospects. */
export const makeOutlets = (
  territory: Territory,
  { outletsPerRep, prospectsPerRep }: DemoSizes,
  start: LocalDate,
  random: Random,
): readonly DemoOutlet[] =>
  Array.from({ length: outletsPerRep + prospectsPerRep }, (_, index) => {
    const outlet = makeOutlet(territory, index + 1, random);
    const openedOn = addDays(start, -random.int(20, 1500));
    return index < outletsPerRep ? { ...outlet, openedOn } : { ...outlet, tier: 1, isKey: false };
  });

const makeOutlet = ({ number, team, holders }: Territory, index: number, random: Random): DemoOutlet => {
  const tier = random.chance(6) ? 2 : 1;
  const size = random.int(1, 100);
  const outletClass = size <= 15 ? 'A' : size <= 50 ? 'B' : 'C';
  const onCredit = tier === 2 || outletClass === 'A' || (outletClass === 'B' && random.chance(40));
  return {
    code: `C${String(number).padStart(2, '0')}${String(index).padStart(3, '0')}`,
    name: tier === 2 ? wholesalerName(random) : shopName(random),
    class: outletClass,
    cityClass: team.league === 'city' ? '地级市' : '县城',
    rep: holders.at(-1)?.code ?? '',
    routeCycle: size <= 50 || random.chance(30) ? '周' : '旬',
    tier,
    terms: onCredit ? '账期' : '现结',
    isKey: tier === 1 && outletClass === 'A' && random.chance(60),
  };
};
