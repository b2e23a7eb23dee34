import { masterDataRead } from '../../domain/facts/master-data-read.ts';
import type { Queryable } from '../../storage/database.ts';
import { provisionally } from '../../storage/provisional.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { type Context, identitiesOf } from '../context.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { type Concerned, concernedBy, NOBODY } from './concerned.ts';
import type { MasterDataChange } from './master-data-change.ts';
import { loadNamedRows, namedIds, namesNothing } from './named-rows.ts';
import { recountConcerned, weightOf } from './recount-concerned.ts';
import { saveMasterData } from './save-master-data.ts';

/**
 * Saves master data and targets in the transaction at hand, which has the tenant to itself, and counts and judges anew
 * whom they concern; what says what is stored already changes nothing.
 */
export const changeMasterData = async (
  tx: Queryable,
  context: Context,
  change: MasterDataChange,
): Promise<Posted> => {
  const { plan, concerned } = await store(tx, context, change);
  return recountConcerned(tx, context, plan, concerned);
};

/**
 * The same where no more than `most` activities have to be counted and judged anew. Where there are more, nothing is
 * changed, and undefined is given.
 */
export const changeIfLight = async (
  tx: Queryable,
  context: Context,
  change: MasterDataChange,
  most: number,
): Promise<Posted | undefined> => {
  const stored = await provisionally(
    tx,
    async () => {
      const { plan, concerned } = await store(tx, context, change);
      return { plan, concerned, weight: await weightOf(tx, context.tenant, concerned, most) };
    },
    ({ weight }) => weight <= most,
  );
  return stored.weight > most ? undefined : recountConcerned(tx, context, stored.plan, stored.concerned);
};

/** Saves a change, and says whom it concerns. */
const store = async (
  tx: Queryable,
  context: Context,
  change: MasterDataChange,
): Promise<Readonly<{ plan: CurrentPlan; concerned: Concerned }>> => {
  const { tenant } = context;
  const plan = await requirePlan(tx, tenant);
  const identities = identitiesOf(context);
  const ids = namedIds(change, identities);
  if (namesNothing(ids)) return { plan, concerned: NOBODY };
  const before = await loadNamedRows(tx, tenant, ids);
  await saveMasterData(tx, tenant, identities, change);
  const after = await loadNamedRows(tx, tenant, ids);
  return { plan, concerned: concernedBy(before, after, masterDataRead(plan.ruleSet)) };
};
