import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import type { DemoPerson, DemoTeam } from './make-staff.ts';
import type { Random } from './random.ts';
import { expectedSales } from './selling-habits.ts';
import { workdaysOf } from './workdays.ts';

export type DemoTarget = Readonly<{
  subject: string;
  metric: string;
  tier: 'base' | 'challenge';
  amount: number;
}>;

const THOUSAND = 1_000;

/** What the reps' targets together are above the team's, in percent, since somebody will miss theirs. */
const MARGIN = 6;

/**
 * Sales targets of a month in yuan: each rep's by ability and by the days employed, never an equal split, and each
 * team's a margin below what its reps have been given.
 */
export function makeTargets(
  teams: readonly DemoTeam[],
  reps: readonly DemoPerson[],
  month: Readonly<{ from: LocalDate; to: LocalDate }>,
  random: Random,
): readonly DemoTarget[] {
  const own = reps.map((rep) => {
    const from = rep.hiredOn > month.from ? rep.hiredOn : month.from;
    const to = rep.leftOn ? addDays(rep.leftOn, 1) : month.to;
    const expected = expectedSales(rep, workdaysOf(from, to).length);
    return { rep, amount: Math.round((expected * random.int(88, 108)) / 100 / THOUSAND) * THOUSAND };
  });
  const ofReps = own.flatMap(({ rep: { code }, amount }): DemoTarget[] => [
    { subject: code, metric: 'sales', tier: 'base', amount },
    {
      subject: code,
      metric: 'sales',
      tier: 'challenge',
      amount: Math.round((amount * 1.15) / THOUSAND) * THOUSAND,
    },
  ]);
  const ofTeams = teams.map(({ code }): DemoTarget => {
    const given = own.reduce((sum, { rep, amount }) => sum + (rep.team === code ? amount : 0), 0);
    const amount = Math.floor((given * 100) / (100 + MARGIN) / THOUSAND) * THOUSAND;
    return { subject: code, metric: 'sales', tier: 'base', amount };
  });
  return [...ofReps, ...ofTeams];
}
