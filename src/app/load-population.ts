import type { AttributeType } from '../../schemas/activity-type.ts';
import { parseValue } from '../domain/activities/parse-value.ts';
import { type LocalDate, parseLocalDate } from '../domain/calendar/local-date.ts';
import type { PlanDocuments } from '../domain/facts/environment.ts';
import { type FactValue, toFactNumber } from '../domain/facts/fact-value.ts';
import { type Attributes, createPopulation, type MasterItem, type Population } from '../domain/population.ts';
import type { Queryable } from '../storage/database.ts';
import {
  type ItemRow,
  loadItems,
  loadMasterData,
  type NamedItems,
  type StoredRep,
} from '../storage/master-data.ts';

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
  const repsById = new Map(rows.reps.map((rep) => [rep.id, rep]));
  const repIds = new Map(rows.reps.map(({ code, id }) => [code, id]));
  const item = itemReader(documents);
  return createPopulation({
    reps: rows.reps.map(({ hiredOn, leftOn, league, role, attributes: own, id, code, name, erasedAt }) => ({
      kind: 'rep',
      id,
      code,
      name,
      league: league ?? undefined,
      hiredOn: dateOf(hiredOn),
      leftOn: dateOf(leftOn),
      attributes: { ...typed(own, attributes.rep), ...(role !== null && { role }) },
      ...(erasedAt !== null && { erased: { sortsAs: sortsAs(id, repsById) } }),
    })),
    teams: rows.teams.map(({ id, code, name, parentId, managerCode }) => ({
      kind: 'team',
      id,
      code,
      name,
      parent: parentId ?? undefined,
      manager: managerCode === null ? undefined : repIds.get(managerCode),
    })),
    outlets: rows.outlets.map(item.outlet),
    products: rows.products.map(item.product),
    assignedOutlets: new Map(rows.assigned.map(({ repId, outlets }) => [repId, outlets])),
    memberships: rows.memberships.map(({ repId, teamId, from, to }) => ({
      rep: repId,
      team: teamId,
      from: dateOf(from),
      to: dateOf(to),
    })),
  });
};

/** Sorts behind every text that has no control characters and is not greater. */
const NEXT = '\u0001';

/** The code of a rep; of somebody erased, a text right behind the rep that was in front. */
const sortsAs = (id: string | null, reps: ReadonlyMap<string, StoredRep>): string => {
  let behind = '';
  for (let rep = reps.get(id ?? ''); rep; rep = reps.get(rep.sortsAfter ?? '')) {
    if (rep.erasedAt === null) return rep.code + behind;
    behind += NEXT;
  }
  return behind;
};

/** A population and those of the outlets and products named that it lacks, as the store knows them. */
export const withItems = async (
  tx: Queryable,
  tenant: string,
  documents: PlanDocuments,
  population: Population,
  named: NamedItems,
): Promise<Population> => {
  const outlets = named.outlets.filter((id) => !population.outlets.has(id));
  const products = named.products.filter((id) => !population.products.has(id));
  if (outlets.length + products.length === 0) return population;
  const typed = itemReader(documents);
  const added = {
    outlets: (await loadItems(tx, tenant, 'outlet', outlets)).map(typed.outlet),
    products: (await loadItems(tx, tenant, 'product', products)).map(typed.product),
  };
  return {
    ...population,
    outlets: new Map([...population.outlets, ...added.outlets.map((item) => [item.id, item] as const)]),
    products: new Map([...population.products, ...added.products.map((item) => [item.id, item] as const)]),
  };
};

/** The outlets and products that activities name. */
export const itemsNamedBy = (
  activities: readonly Readonly<{ outlet: string | undefined; product: string | undefined }>[],
): NamedItems => ({
  outlets: [...new Set(activities.flatMap(({ outlet }) => outlet ?? []))],
  products: [...new Set(activities.flatMap(({ product }) => product ?? []))],
});

/** Outlets and products with attributes typed as the plan declares them; unlisted ones have none. */
const itemReader = ({ plan: { attributes, calendar } }: PlanDocuments) => {
  const reader =
    (types: Readonly<Record<string, AttributeType>>) =>
    ({ id, code, name, listed, attributes: texts }: ItemRow): MasterItem => ({
      id,
      code,
      attributes: listed ? { ...typeAttributes(texts, types, calendar.timeZone), name } : {},
    });
  return {
    outlet: reader({ ...OUTLET_TYPES, ...attributes.outlet }),
    product: reader({ ...PRODUCT_TYPES, ...attributes.product }),
  };
};

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
