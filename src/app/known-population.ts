import type { MasterItem, Population } from '../domain/population.ts';
import type { Queryable } from '../storage/database.ts';
import type { NamedItems } from '../storage/master-data.ts';
import type { Context } from './context.ts';
import { loadPopulation, withItems } from './load-population.ts';
import type { CurrentPlan } from './plan/current-plan.ts';

/** People as one state of the master data has them, read under one plan, and the outlets and products asked for so far. */
type Known = {
  readonly plan: string;
  readonly masterData: string;
  readonly people: Population;
  readonly outlets: Map<string, MasterItem>;
  readonly products: Map<string, MasterItem>;
};

/** Outlets and products kept of one state; then they are read anew, which bounds the memory. */
const MOST_ITEMS = 100_000;

const known = new WeakMap<Queryable, Map<string, Known>>();

const stateOf = async (
  tx: Queryable,
  { tenant, store }: Context,
  { version, ruleSet, masterData }: CurrentPlan,
): Promise<Known> => {
  const tenants = known.get(store.db) ?? new Map<string, Known>();
  known.set(store.db, tenants);
  const last = tenants.get(tenant);
  if (last?.plan === version && last.masterData === masterData) return last;
  const people = await loadPopulation(tx, tenant, ruleSet.documents, { outlets: [], products: [] });
  const state = { plan: version, masterData, people, outlets: new Map(), products: new Map() };
  tenants.set(tenant, state);
  return state;
};

/**
 * Who there is and the outlets and products named, as of the state of the master data that `plan` was read with. A state is
 * read once a process: no two have the same mark, not even one that was rolled back. What only activities named is no
 * part of it, and is read each time.
 */
export const knownPopulation = async (
  tx: Queryable,
  context: Context,
  plan: CurrentPlan,
  named: NamedItems = { outlets: [], products: [] },
): Promise<Population> => {
  const { people, ...kept } = await stateOf(tx, context, plan);
  const remembered = {
    ...people,
    outlets: among(named.outlets, kept.outlets),
    products: among(named.products, kept.products),
  };
  const population = await withItems(tx, context.tenant, plan.ruleSet.documents, remembered, named);
  for (const kind of ['outlets', 'products'] as const) {
    const items = kept[kind];
    if (items.size > MOST_ITEMS) items.clear();
    for (const [id, item] of population[kind])
      if (!items.has(id) && Object.hasOwn(item.attributes, 'name')) items.set(id, item);
  }
  return population;
};

/** Those of the ids that are kept. */
const among = (ids: readonly string[], items: ReadonlyMap<string, MasterItem>): Map<string, MasterItem> => {
  const found = new Map<string, MasterItem>();
  for (const id of ids) {
    const item = items.get(id);
    if (item) found.set(id, item);
  }
  return found;
};
