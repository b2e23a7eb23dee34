import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import type { Company } from './company.ts';
import type { DemoMonth } from './demo-months.ts';
import type { DemoRep, DemoStaff } from './demo-staff.ts';
import type { DemoOutlet } from './make-outlets.ts';
import { averageLineFen } from './order-lines.ts';
import type { Random } from './random.ts';
import { appetiteOn, growthOn, habitsOf, hoursOn } from './selling-habits.ts';
import { workdaysOf } from './workdays.ts';

export type DemoTarget = Readonly<{
  subject: string;
  metric: 'sales' | 'gross-margin';
  period: string;
  tier: 'base' | 'challenge' | 'stretch';
  amount: number;
}>;

/** What the reps' targets together are above the team's, in percent, since somebody will miss theirs. */
const MARGIN = 5;

/** Of the sales target, in percent. */
const TIERS = { base: 24, challenge: 28, stretch: 32 } as const;

const [LINES_PER_ORDER, WORKED] = [1.33, 0.975];

/**
 * Targets of each month in whole thousands (sales) and hundreds (gross margin) of yuan: each rep's by ability, outlets
 * and the days employed, never an equal split, and each team's a margin below what has been given to those who belong to it
 * on the first of the month.
 */
export const makeTargets = (
  company: Pick<Company, 'staff' | 'outlets' | 'products'>,
  months: readonly DemoMonth[],
  random: Random,
): readonly DemoTarget[] =>
  months.flatMap((month) => {
    const given = company.staff.territories.flatMap((territory) =>
      territory.holders.flatMap((rep) => {
        const days = daysIn(month, rep);
        if (days.length === 0) return [];
        const line = averageLine(company.outlets.get(territory.number) ?? [], company.products);
        const amount = rounded((expectedFen(rep, days, line) * random.int(97, 113)) / 10_000, 1000);
        return [{ rep, amount }];
      }),
    );
    const ofReps = given.flatMap(({ rep, amount }): DemoTarget[] => [
      { subject: rep.code, metric: 'sales', period: month.label, tier: 'base', amount },
      ...(['base', 'challenge', 'stretch'] as const).map((tier): DemoTarget => {
        const margin = rounded((amount * TIERS[tier]) / 100, 100);
        return { subject: rep.code, metric: 'gross-margin', period: month.label, tier, amount: margin };
      }),
    ]);
    return [...ofReps, ...ofTeams(company.staff, month, given)];
  });

const ofTeams = (
  { teams, memberships }: DemoStaff,
  { label, from }: DemoMonth,
  given: readonly Readonly<{ rep: DemoRep; amount: number }>[],
): readonly DemoTarget[] => {
  const teamOf = ({ code, team }: DemoRep) =>
    memberships.find((each) => each.rep === code && each.from && each.from <= from)?.team ?? team;
  return teams.flatMap(({ code }): DemoTarget[] => {
    const total = given.reduce((sum, { rep, amount }) => sum + (teamOf(rep) === code ? amount : 0), 0);
    if (total === 0) return [];
    const amount = Math.floor((total * 100) / (100 + MARGIN) / 1000) * 1000;
    return [{ subject: code, metric: 'sales', period: label, tier: 'base', amount }];
  });
};

const rounded = (yuan: number, to: number): number => Math.max(1, Math.round(yuan / to)) * to;

const daysIn = ({ from, to }: DemoMonth, { hiredOn, leftOn }: DemoRep): readonly LocalDate[] =>
  workdaysOf(hiredOn > from ? hiredOn : from, leftOn && leftOn < to ? addDays(leftOn, 1) : to);

/** What the rep may be expected to sell on these days, in fen, when an order line is worth so much. */
const expectedFen = (rep: DemoRep, days: readonly LocalDate[], lineFen: number): number =>
  days.reduce((sum, date) => {
    const { visits, orders, rushes } = habitsOf(rep, growthOn(rep, date));
    const ordered = (visits * hoursOn(date) * orders * appetiteOn(date) * (100 - rushes)) / 100_000_000;
    return sum + ordered * LINES_PER_ORDER * WORKED * lineFen;
  }, 0);

/** The mean over the outlets a territory has, each by how often its turn comes. */
const averageLine = (outlets: readonly DemoOutlet[], products: Company['products']): number => {
  const visited = outlets.filter(({ openedOn }) => openedOn !== undefined);
  const turns = visited.map(({ routeCycle }) => (routeCycle === '周' ? 10 : 6));
  const value = visited.reduce(
    (sum, outlet, index) => sum + averageLineFen(outlet, products) * (turns[index] ?? 0),
    0,
  );
  return value / turns.reduce((sum, each) => sum + each, 0);
};
