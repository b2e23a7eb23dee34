import { createAwardBook } from '../../domain/awards/awards-reader.ts';
import { headKey, judgeActivities } from '../../domain/evaluate/judge-activities.ts';
import { createUsageBook } from '../../domain/limits/usage.ts';
import type { CompiledRule } from '../../domain/rules/rule-set.ts';
import type { StoredAward } from '../../storage/awards.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Recording } from './judge-recorded.ts';
import type { Post } from './post-revisions.ts';

/**
 * Reverses those of the live *as-recorded* awards whose evidence was corrected and no longer earns them: it was
 * voided, is another rep's now, or does not meet the rule any more. What the rule's limits would say today is not
 * asked, since what was told stands. Gives the awards that stand.
 */
export const takeBack = async (
  tx: Queryable,
  { rules, ruleSet, population, replay, sources }: Recording,
  live: readonly StoredAward[],
  corrected: readonly string[],
  post: Post,
): Promise<Readonly<{ standing: readonly StoredAward[]; reversed: number }>> => {
  const ids = new Set(corrected);
  const shaken = live.filter((award) => award.evidence.some((id) => ids.has(id)));
  if (shaken.length === 0) return { standing: live, reversed: 0 };
  const keyOf = ({ rule, recipient, window, evidenceKey }: StoredAward) =>
    headKey(rule, recipient, window, evidenceKey);
  const evidence = new Set(shaken.flatMap((award) => award.evidence));
  const others = live.filter((award) => !shaken.includes(award));
  const earned = new Set(
    judgeActivities(
      replay.activities.filter((activity) => evidence.has(activity.id)),
      ruleSet,
      { ...sources, population, awards: createAwardBook(ruleSet.exponent, others) },
      replay.metricsUpTo,
      { granted: new Set(others.map(keyOf)), usage: createUsageBook() },
      { inScope: (rule: CompiledRule) => rules.includes(rule) },
    ).map(({ rule, recipient, window, evidenceKey }) => headKey(rule, recipient, window, evidenceKey)),
  );
  const fallen = shaken.filter((award) => !earned.has(keyOf(award)));
  const { reversed } = await post(
    tx,
    fallen.map((award) => ({ ...award, live: true })),
    [],
  );
  return { standing: live.filter((award) => !fallen.includes(award)), reversed };
};
