import type { MasterItem, Population } from '../domain/population.ts';
import type { Queryable } from '../storage/database.ts';
import type { NamedItems } from '../storage/master-data.ts';
import type { Context, Store } from './context.ts';
import { loadPopulation, withItems } from './load-population.ts';
import type { CurrentPlan } from './plan/current-plan.ts';
import { createRecentlyUsed, type RecentlyUsed } from './recently-used.ts';

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

/** Reps, teams, outlets and products kept of all tenants; those of the tenant that was used longest ago go first. */
const MOST_KEPT = 400_000;

const known = new WeakMap<Queryable, RecentlyUsed<Known>>();

const keptOf = ({ db }: Store): RecentlyUsed<Known> => {
  const tenants = known.get(db) ?? createRecentlyUsed<Known>(MOST_KEPT);
  known.set(db, tenants);
  return tenants;
};

const sizeOf = ({ people, outlets, products }: Known): number =>
  1 + people.reps.size + people.teams.size + outlets.size + products.size;

const stateOf = async (
  tx: Queryable,
  { tenant, store }: Context,
  { version, ruleSet, masterData }: CurrentPlan,
): Promise<Known> => {
  const last = keptOf(store).get(tenant);
  if (last?.plan === version && last.masterData === masterData) return last;
  const people = await loadPopulation(tx, tenant, ruleSet.documents, { outlets: [], products: [] });
  return { plan: version, masterData, people, outlets: new Map(), products: new Map() };
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
  const state = await stateOf(tx, context, plan);
  const { people, ...kept } = state;
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
  // Again after each use: what is kept of it may have grown.
  keptOf(context.store).set(context.tenant, state, sizeOf(state));
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
