import type { Team, TeamInput } from '../../../schemas/team.ts';
import { loadTeams } from '../../storage/master-data.ts';
import { type Context, identitiesOf } from '../context.ts';
import { parseTeam } from '../tabular/parse-master-data.ts';
import { refersTo } from '../tabular/refers-to.ts';
import { refuseOrphanTeams } from '../tabular/refuse-orphan-teams.ts';
import { givenRecord } from './given-records.ts';
import { knownTeams, repCodes, type Saved, saving } from './saving.ts';
import { parentsOf } from './team-parents.ts';

/**
 * Saves a team under a code, in place of the one that was there.
 * @throws LaurelError with the place of each fault, such as a parent that is below the team itself.
 */
export const saveTeam = (
  context: Context,
  { code, given }: Readonly<{ code: string; given: TeamInput }>,
): Promise<Saved<Team>> =>
  saving(context, async (now) => {
    const { timeZone } = now.plan.ruleSet.documents.plan.calendar;
    const { rows, refuseFaulty } = givenRecord('teams', { ...given, code }, (fields) =>
      parseTeam(fields, timeZone),
    );
    const teams = await loadTeams(now.tx, now.tenant);
    const reps = await repCodes(now);
    for (const row of rows) refersTo(row, 'manager', row.value.manager, reps);
    refuseOrphanTeams(rows, new Set(), knownTeams(teams).has, parentsOf(teams));
    refuseFaulty();
    const [row] = rows;
    if (!row) throw new Error('A record without faults is there.');
    const team = row.value;
    return {
      change: { teams: [team] },
      action: 'save-team',
      subject: identitiesOf(context).team(team.code),
      view: { ...team },
    };
  });
