import type { AttributeType } from '../../schemas/activity-type.ts';
import { parseValue } from '../domain/activities/parse-value.ts';
import { type LocalDate, parseLocalDate } from '../domain/calendar/local-date.ts';
import type { PlanDocuments } from '../domain/facts/environment.ts';
import { type FactValue, toFactNumber } from '../domain/facts/fact-value.ts';
import { type Attributes, createPopulation, type Population } from '../domain/population.ts';
import type { Queryable } from '../storage/database.ts';
import { type ItemRow, loadMasterData, type NamedItems } from '../storage/master-data.ts';

/**
 * Who and what there is, with attributes typed as the plan declares them. There may be far more outlets and products
 * than a few activities name: `named` leaves out the others.
 */
export const loadPopulation = async (
  tx: Queryable,
  tenant: string,
  documents: PlanDocuments,
  named?: NamedItems,
): Promise<Population> => {
  const rows = await loadMasterData(tx, tenant, named);
  const { attributes, calendar } = documents.plan;
  const typed = (texts: Readonly<Record<string, string>>, types: Readonly<Record<string, AttributeType>>) =>
    typeAttributes(texts, types, calendar.timeZone);
  const repIds = new Map(rows.reps.map(({ code, id }) => [code, id]));
  const item = (row: ItemRow, types: Readonly<Record<string, AttributeType>>) => ({
    id: row.id,
    code: row.code,
    attributes: row.listed ? { ...typed(row.attributes, types), name: row.name } : {},
  });
  return createPopulation({
    reps: rows.reps.map(({ hiredOn, leftOn, league, role, attributes: own, id, code, name }) => ({
      kind: 'rep',
      id,
      code,
      name,
      league: league ?? undefined,
      hiredOn: dateOf(hiredOn),
      leftOn: dateOf(leftOn),
      attributes: { ...typed(own, attributes.rep), ...(role !== null && { role }) },
    })),
    teams: rows.teams.map(({ id, code, name, parentId, managerCode }) => ({
      kind: 'team',
      id,
      code,
      name,
      parent: parentId ?? undefined,
      manager: managerCode === null ? undefined : repIds.get(managerCode),
    })),
    outlets: rows.outlets.map((row) => item(row, { ...OUTLET_TYPES, ...attributes.outlet })),
    products: rows.products.map((row) => item(row, { ...PRODUCT_TYPES, ...attributes.product })),
    assignedOutlets: new Map(rows.assigned.map(({ repId, outlets }) => [repId, outlets])),
    memberships: rows.memberships.map(({ repId, teamId, from, to }) => ({
      rep: repId,
      team: teamId,
      from: dateOf(from),
      to: dateOf(to),
    })),
  });
};

/** The outlets and products that activities name. */
export const itemsNamedBy = (
  activities: readonly Readonly<{ outlet: string | undefined; product: string | undefined }>[],
): NamedItems => ({
  outlets: [...new Set(activities.flatMap(({ outlet }) => outlet ?? []))],
  products: [...new Set(activities.flatMap(({ product }) => product ?? []))],
});

const OUTLET_TYPES: Readonly<Record<string, AttributeType>> = {
  class: 'text',
  city_class: 'text',
  route_cycle: 'text',
};
const PRODUCT_TYPES: Readonly<Record<string, AttributeType>> = {
  category: 'text',
  cost: 'decimal',
  margin: 'decimal',
  launched_on: 'date',
};

const dateOf = (text: string | null): LocalDate | undefined =>
  text === null ? undefined : parseLocalDate(text);

/** A text that is not of the declared type is unknown, as if it were not there. */
const typeAttributes = (
  texts: Readonly<Record<string, string>>,
  types: Readonly<Record<string, AttributeType>>,
  timeZone: string,
): Attributes => {
  const values: Record<string, FactValue> = {};
  for (const [name, text] of Object.entries(texts)) {
    const type = Object.hasOwn(types, name) ? types[name] : 'text';
    const parsed = parseValue(type ?? 'text', text, name, timeZone);
    if ('fault' in parsed) continue;
    const { value } = parsed;
    if (type === 'decimal' || type === 'integer') values[name] = toFactNumber(String(value));
    else if (type === 'instant') values[name] = Date.parse(String(value));
    else values[name] = value;
  }
  return values;
};
