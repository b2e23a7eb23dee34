import { masterDataRead } from '../../domain/facts/master-data-read.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { type Context, identitiesOf } from '../context.ts';
import { requirePlan } from '../plan/current-plan.ts';
import { concernedBy } from './concerned.ts';
import type { MasterDataChange } from './master-data-change.ts';
import { loadNamedRows, namedIds, namesNothing } from './named-rows.ts';
import { recountConcerned } from './recount-concerned.ts';
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
  const { tenant } = context;
  const identities = identitiesOf(context);
  const ids = namedIds(change, identities);
  if (namesNothing(ids)) return { granted: 0, reversed: 0 };
  const before = await loadNamedRows(tx, tenant, ids);
  await saveMasterData(tx, tenant, identities, change);
  const after = await loadNamedRows(tx, tenant, ids);
  const plan = await requirePlan(tx, tenant);
  return recountConcerned(tx, context, plan, concernedBy(before, after, masterDataRead(plan.ruleSet)));
};
