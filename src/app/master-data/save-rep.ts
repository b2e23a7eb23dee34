import type { Rep, RepInput } from '../../../schemas/rep.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { ERASED_REFUSAL } from '../../domain/personal-data/erased-person.ts';
import { loadMemberships, loadReps, loadTeams, type MembershipRow } from '../../storage/master-data.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import type { RepRecord } from '../tabular/imported-data.ts';
import { parseRep } from '../tabular/parse-master-data.ts';
import { refersTo } from '../tabular/refers-to.ts';
import { givenRecord } from './given-records.ts';
import { knownTeams, type Saved, saving } from './saving.ts';

/**
 * Saves a rep under a code, in place of whoever was there. Without a team the memberships stay as they are. `at` is now,
 * in epoch ms.
 * @throws LaurelError with the place of each fault; `conflict` where a team would take the place of several over time.
 */
export const saveRep = (
  context: Context,
  { code, at, given }: Readonly<{ code: string; at: number; given: RepInput }>,
): Promise<Saved<Rep>> =>
  saving(context, async (now) => {
    const { timeZone } = now.plan.ruleSet.documents.plan.calendar;
    const { rows, refuseFaulty } = givenRecord('reps', { ...given, code }, (fields) =>
      parseRep(fields, timeZone),
    );
    const teams = await loadTeams(now.tx, now.tenant);
    for (const row of rows) refersTo(row, 'team', row.value.team, knownTeams(teams));
    refuseFaulty();
    const [row] = rows;
    if (!row) throw new Error('A record without faults is there.');
    const { team, ...rep } = row.value;
    const id = identitiesOf(context).rep(rep.code);
    const [known] = await loadReps(now.tx, now.tenant, [id]);
    if (known && known.erasedAt !== null) throw new LaurelError('conflict', ERASED_REFUSAL);
    const memberships = await loadMemberships(now.tx, now.tenant, [id]);
    const today = localDateAt(at, timeZone);
    const current = memberships.find((each) => covers(each, today))?.teamId;
    const named = teams.find((each) => each.code === team);
    const moves = named !== undefined && named.id !== current;
    if (moves) refuseToFlatten(memberships);
    const inTeam = team ?? teams.find((each) => each.id === current)?.code;
    return {
      change: { reps: [moves && team !== undefined ? { ...rep, team } : rep] },
      action: 'save-rep',
      subject: id,
      view: repView(rep, inTeam),
    };
  });

const covers = ({ from, to }: MembershipRow, day: LocalDate): boolean =>
  (from === null || from <= day) && (to === null || day < to);

/** One team all the time may take the place of another; a history is not thrown away by the way. */
const refuseToFlatten = (memberships: readonly MembershipRow[]): void => {
  if (memberships.length === 0) return;
  const [only, ...others] = memberships;
  if (only?.from === null && only.to === null && others.length === 0) return;
  const detail = 'This rep changes teams over time; save the memberships instead, or leave the team out.';
  throw new LaurelError('conflict', detail, [{ pointer: '/team', detail }]);
};

const repView = (record: Omit<RepRecord, 'team'>, team: string | undefined): Rep => ({
  ...record,
  ...(team !== undefined && { team }),
  attributes: { ...record.attributes },
});
