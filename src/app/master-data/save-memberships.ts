import type { Membership, MembershipInput } from '../../../schemas/membership.ts';
import { loadReps } from '../../storage/master-data.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { mergeMemberships } from '../tabular/merge-memberships.ts';
import { parseMembership } from '../tabular/parse-master-data.ts';
import { refersTo } from '../tabular/refers-to.ts';
import { givenRecords } from './given-records.ts';
import { type Saved, saving, teamCodes } from './saving.ts';

/**
 * Replaces all memberships of a rep; none are fine too. Gives them in order of time.
 * @throws LaurelError `not-found` for nobody; with the place of each fault, such as two that overlap.
 */
export const saveMembershipsOf = (
  context: Context,
  { rep, items }: Readonly<{ rep: string; items: readonly MembershipInput[] }>,
): Promise<Saved<Membership[]>> =>
  saving(context, async (now) => {
    const id = identitiesOf(context).rep(rep);
    const [known] = await loadReps(now.tx, now.tenant, [id]);
    if (!known || known.erasedAt !== null)
      throw new LaurelError('not-found', `There is no rep called “${rep}”.`);
    const { timeZone } = now.plan.ruleSet.documents.plan.calendar;
    const given = givenRecords(
      'memberships',
      items.map((item) => ({ ...item, rep })),
      (index) => `/items/${index}`,
      (fields) => parseMembership(fields, timeZone),
    );
    const isTeam = await teamCodes(now);
    const ofTeams = given.rows.filter((row) => refersTo(row, 'team', row.value.team, isTeam));
    const memberships = mergeMemberships(ofTeams, new Set()).map(({ value }) => value);
    given.refuseFaulty();
    return {
      change: { memberships, membershipsOf: [rep] },
      action: 'save-memberships',
      subject: id,
      view: memberships.map((each) => ({ ...each })),
    };
  });
