import type { EffectiveActivity } from '../../domain/activities/stored-activity.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsById } from '../../storage/activities.ts';
import type { Queryable } from '../../storage/database.ts';
import { effectiveActivity } from './effective.ts';

/** Activities as corrected, by id; those that were voided are missing. */
export const effectiveById = async (
  tx: Queryable,
  tenant: string,
  { documents }: RuleSet,
  ids: readonly string[],
): Promise<Map<string, EffectiveActivity>> => {
  const rows = await originalsById(tx, tenant, [...new Set(ids)]);
  return new Map(
    rows.flatMap((row) => effectiveActivity(row, documents) ?? []).map((activity) => [activity.id, activity]),
  );
};
