import type { Identities } from '../../domain/identities.ts';
import type { Queryable } from '../../storage/database.ts';
import { saveItems, saveMemberships, saveReps, saveTeams } from '../../storage/master-data.ts';
import { saveTargets } from '../../storage/plans.ts';
import type { Attributes, ImportedData } from '../tabular/imported-data.ts';

/** Saves the reps, teams, memberships, outlets, products and targets of an import. */
export const saveMasterData = async (
  tx: Queryable,
  tenant: string,
  identities: Identities,
  data: ImportedData,
): Promise<void> => {
  await saveTeams(
    tx,
    tenant,
    data.teams.map(({ code, name, parent, manager }) => ({
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
    data.reps.map((rep) => ({
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
  await saveMemberships(tx, tenant, membershipsOf(data, identities));
  await saveItems(
    tx,
    tenant,
    'outlet',
    data.outlets.map(({ code, name, rep, attributes, ...rest }) => ({
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
    data.products.map(({ code, name, attributes, category, cost, margin, launchedOn }) => ({
      id: identities.product(code),
      code,
      name,
      listed: true,
      repId: null,
      attributes: withFields(attributes, { category, cost, margin, launched_on: launchedOn }),
    })),
  );
  await saveTargets(
    tx,
    tenant,
    data.targets.map(({ subject, subjectKind, metric, period, tier, amount }) => ({
      subjectId: subjectKind === 'team' ? identities.team(subject) : identities.rep(subject),
      subjectKind,
      metric,
      period,
      tier,
      amount: String(amount),
    })),
  );
};

/** The memberships of the file; a rep of whom it says nothing belongs to the team of the reps' file all the time. */
const membershipsOf = (data: ImportedData, identities: Identities) => {
  const dated = new Set(data.memberships.map((membership) => membership.rep));
  const constant = data.reps.flatMap(({ code, team }) =>
    team === undefined || dated.has(code) ? [] : [{ rep: code, team }],
  );
  return [...data.memberships, ...constant].map((membership) => ({
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
