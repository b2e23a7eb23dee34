import { awardContentHash } from './award-content.ts';
import type { Outcome } from './outcome.ts';

/** The latest revision of an award head, as stored. */
export type LatestRevision = Readonly<{
  award: string;
  revision: number;
  live: boolean;
  contentHash: string;
}>;

/** A new revision: granted with the outcome it grants, or reversed, which takes back the live one before it. */
export type Revision =
  | Readonly<{ kind: 'granted'; award: string; revision: number; outcome: Outcome; contentHash: string }>
  | Readonly<{ kind: 'reversed'; award: string; revision: number; reverses: number }>;

/**
 * The revisions that turn what is recorded for some heads into what the facts now say. Equal outcomes change
 * nothing; a different one is a reversal and a grant; a head without an outcome is reversed. At most one revision of
 * a head is live, always.
 */
export const revise = (
  recorded: ReadonlyMap<string, LatestRevision>,
  wanted: ReadonlyMap<string, Outcome>,
): Revision[] => {
  const revisions: Revision[] = [];
  for (const [award, outcome] of wanted) {
    const latest = recorded.get(award);
    const contentHash = awardContentHash(outcome);
    if (latest?.live && latest.contentHash === contentHash) continue;
    let next = (latest?.revision ?? 0) + 1;
    if (latest?.live) {
      revisions.push({ kind: 'reversed', award, revision: next, reverses: latest.revision });
      next += 1;
    }
    revisions.push({ kind: 'granted', award, revision: next, outcome, contentHash });
  }
  for (const [award, latest] of recorded) {
    if (!latest.live || wanted.has(award)) continue;
    revisions.push({ kind: 'reversed', award, revision: latest.revision + 1, reverses: latest.revision });
  }
  return revisions;
};
