import type { Identities } from '../../domain/identities.ts';
import type { Queryable } from '../../storage/database.ts';
import {
  type ItemRow,
  loadItems,
  loadMemberships,
  loadReps,
  loadTeams,
  type MembershipRow,
  type RepRow,
  type TeamRow,
} from '../../storage/master-data.ts';
import { loadTargets, type TargetRow } from '../../storage/plans.ts';
import type { MasterDataChange } from './master-data-change.ts';

/** The internal ids of what a change names; `subjects` are reps and teams with targets. */
export type NamedIds = Readonly<{
  reps: readonly string[];
  teams: readonly string[];
  /** Reps whose memberships are replaced. */
  members: readonly string[];
  outlets: readonly string[];
  products: readonly string[];
  subjects: readonly string[];
}>;

/** What is stored under some ids. */
export type NamedRows = Readonly<{
  reps: readonly RepRow[];
  teams: readonly TeamRow[];
  memberships: readonly MembershipRow[];
  outlets: readonly ItemRow[];
  products: readonly ItemRow[];
  targets: readonly TargetRow[];
}>;

export const namedIds = (change: MasterDataChange, identities: Identities): NamedIds => {
  const { reps = [], teams = [], memberships = [], outlets = [], products = [], targets = [] } = change;
  const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
  const saved = reps.map(({ code }) => identities.rep(code));
  return {
    reps: saved,
    teams: teams.map(({ code }) => identities.team(code)),
    members: distinct([
      ...saved,
      ...memberships.map(({ rep }) => identities.rep(rep)),
      ...(change.membershipsOf ?? []).map(identities.rep),
    ]),
    outlets: outlets.map(({ code }) => identities.outlet(code)),
    products: products.map(({ code }) => identities.product(code)),
    subjects: distinct(
      [...targets, ...(change.targetsRemoved ?? [])].map(({ subjectKind, subject }) =>
        subjectKind === 'team' ? identities.team(subject) : identities.rep(subject),
      ),
    ),
  };
};

/** Whether a change names nothing at all. */
export const namesNothing = (ids: NamedIds): boolean => Object.values(ids).every((each) => each.length === 0);

const NOTHING: readonly never[] = [];

export const loadNamedRows = async (tx: Queryable, tenant: string, ids: NamedIds): Promise<NamedRows> => ({
  reps: ids.reps.length > 0 ? await loadReps(tx, tenant, ids.reps) : NOTHING,
  teams: ids.teams.length > 0 ? await loadTeams(tx, tenant, ids.teams) : NOTHING,
  memberships: ids.members.length > 0 ? await loadMemberships(tx, tenant, ids.members) : NOTHING,
  outlets: await loadItems(tx, tenant, 'outlet', ids.outlets),
  products: await loadItems(tx, tenant, 'product', ids.products),
  targets: ids.subjects.length > 0 ? await loadTargets(tx, tenant, ids.subjects) : NOTHING,
});
