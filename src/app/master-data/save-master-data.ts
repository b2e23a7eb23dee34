import type { TargetKey } from '../../../schemas/target.ts';
import type { Identities } from '../../domain/identities.ts';
import type { Queryable } from '../../storage/database.ts';
import { saveItems, saveMemberships, saveReps, saveTeams } from '../../storage/master-data.ts';
import { markMasterData, removeTargets, saveTargets } from '../../storage/plans.ts';
import type { Attributes } from '../tabular/imported-data.ts';
import type { MasterDataChange } from './master-data-change.ts';

/** Saves reps, teams, memberships, outlets, products and targets. */
export const saveMasterData = async (
  tx: Queryable,
  tenant: string,
  identities: Identities,
  data: MasterDataChange,
): Promise<void> => {
  await markMasterData(tx, tenant);
  const { teams = [], reps = [], outlets = [], products = [], targets = [], targetsRemoved = [] } = data;
  await saveTeams(
    tx,
    tenant,
    teams.map(({ code, name, parent, manager }) => ({
      id: identities.team(code),
      code,
      name,
      parentId: parent === undefined ? null : identities.team(parent),
      managerCode: manager ?? null,
    })),
  );
  await saveReps(
    tx,
    tenant,
    reps.map((rep) => ({
      id: identities.rep(rep.code),
      code: rep.code,
      name: rep.name,
      employeeNo: rep.employeeNo ?? null,
      role: rep.role ?? null,
      league: rep.league ?? null,
      hiredOn: rep.hiredOn ?? null,
      leftOn: rep.leftOn ?? null,
      attributes: rep.attributes,
    })),
  );
  const memberships = membershipsOf(data, identities);
  const replaced = [
    ...memberships.map(({ repId }) => repId),
    ...(data.membershipsOf ?? []).map((rep) => identities.rep(rep)),
  ];
  await saveMemberships(tx, tenant, memberships, [...new Set(replaced)]);
  await saveItems(
    tx,
    tenant,
    'outlet',
    outlets.map(({ code, name, rep, attributes, ...rest }) => ({
      id: identities.outlet(code),
      code,
      name,
      listed: true,
      repId: rep === undefined ? null : identities.rep(rep),
      attributes: withFields(attributes, {
        class: rest.class,
        city_class: rest.cityClass,
        route_cycle: rest.routeCycle,
      }),
    })),
  );
  await saveItems(
    tx,
    tenant,
    'product',
    products.map(({ code, name, attributes, category, cost, margin, launchedOn }) => ({
      id: identities.product(code),
      code,
      name,
      listed: true,
      repId: null,
      attributes: withFields(attributes, { category, cost, margin, launched_on: launchedOn }),
    })),
  );
  const ofSubject = ({ subject, subjectKind, metric, period, tier }: TargetKey) => ({
    subjectId: subjectKind === 'team' ? identities.team(subject) : identities.rep(subject),
    subjectKind,
    metric,
    period,
    tier,
  });
  await saveTargets(
    tx,
    tenant,
    targets.map((target) => ({ ...ofSubject(target), amount: String(target.amount) })),
  );
  await removeTargets(tx, tenant, targetsRemoved.map(ofSubject));
};

/** The memberships of the file; a rep of whom it says nothing belongs to the team of the reps' file all the time. */
const membershipsOf = ({ memberships = [], reps = [] }: MasterDataChange, identities: Identities) => {
  const dated = new Set(memberships.map((membership) => membership.rep));
  const constant = reps.flatMap(({ code, team }) =>
    team === undefined || dated.has(code) ? [] : [{ rep: code, team }],
  );
  return [...memberships, ...constant].map((membership) => ({
    repId: identities.rep(membership.rep),
    teamId: identities.team(membership.team),
    from: ('from' in membership && membership.from) || null,
    to: ('to' in membership && membership.to) || null,
  }));
};

const withFields = (
  attributes: Attributes,
  fields: Readonly<Record<string, string | undefined>>,
): Record<string, string> => {
  const all: Record<string, string> = { ...attributes };
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) all[name] = value;
  return all;
};
