import type { Outcome } from '../../domain/awards/outcome.ts';
import { type LatestRevision, type Revision, revise } from '../../domain/awards/revise.ts';
import type { Identities } from '../../domain/identities.ts';
import { reversalOf, transfersOf } from '../../domain/ledger/transfer.ts';
import { revisionStatements } from '../../storage/awards.ts';
import { executeAll, type Queryable } from '../../storage/database.ts';
import { transferStatements, transfersOfRevisions } from '../../storage/ledger.ts';
import { type Context, identitiesOf } from '../context.ts';
import type { CurrentPlan } from '../plan/current-plan.ts';

/** What a posting changed. */
export type Posted = Readonly<{ granted: number; reversed: number }>;

/** What becomes of judged outcomes: they are recorded, or only looked at. */
export type Post = (
  tx: Queryable,
  recorded: readonly LatestRevision[],
  outcomes: readonly Outcome[],
) => Promise<Posted>;

/** Records outcomes for the tenant and plan at hand. */
export const recording =
  (context: Context, { ruleSet }: CurrentPlan): Post =>
  (tx, recorded, outcomes) =>
    postOutcomes(tx, context.tenant, ruleSet.documents.plan.code, identitiesOf(context), recorded, outcomes);

/**
 * Makes outcomes what is recorded: revisions of the heads that differ, and their transfers and reversals, in the
 * transaction at hand. `recorded` must hold every head of the scope that was judged, so that a head which no longer
 * has an outcome is reversed.
 */
const postOutcomes = async (
  tx: Queryable,
  tenant: string,
  plan: string,
  identities: Identities,
  recorded: readonly LatestRevision[],
  outcomes: readonly Outcome[],
): Promise<Posted> => {
  const wanted = new Map(outcomes.map((outcome) => [identities.award(outcome), outcome]));
  const revisions = revise(new Map(recorded.map((head) => [head.award, head])), wanted);
  await postRevisions(tx, tenant, plan, identities, revisions);
  const granted = revisions.filter((revision) => revision.kind === 'granted').length;
  return { granted, reversed: revisions.length - granted };
};

/** Appends revisions with the transfers they move; a reversal is built from the transfers of what it reverses. */
export const postRevisions = async (
  tx: Queryable,
  tenant: string,
  plan: string,
  identities: Identities,
  revisions: readonly Revision[],
): Promise<void> => {
  if (revisions.length === 0) return;
  const reversed = new Map<string, number>();
  for (const revision of revisions)
    if (revision.kind === 'reversed') reversed.set(revision.award, revision.revision);
  const taken = revisions.flatMap((r) =>
    r.kind === 'reversed' ? [{ award: r.award, revision: r.reverses }] : [],
  );
  const originals = await transfersOfRevisions(tx, tenant, taken);
  const reversals = originals.map((original) =>
    reversalOf(original, reversed.get(original.award) ?? 0, identities),
  );
  const awarded = revisions.flatMap((revision) =>
    revision.kind === 'granted'
      ? transfersOf(
          { ...revision.outcome, award: revision.award, revision: revision.revision },
          plan,
          identities,
        )
      : [],
  );
  await executeAll(tx, [
    ...revisionStatements(tenant, revisions),
    ...transferStatements(tenant, [...reversals, ...awarded]),
  ]);
};
