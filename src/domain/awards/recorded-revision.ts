import type { AwardContent } from './award-content.ts';

/** A revision of an award head as it is stored. One that reverses has no lines: it takes back those before it. */
export type RecordedRevision = AwardContent &
  Readonly<{
    award: string;
    revision: number;
    kind: 'granted' | 'reversed';
    /** SHA-256 of the trace's text, in hex; a reversal has no trace. */
    traceHash: string | undefined;
    contentHash: string;
    /** ISO 8601 in UTC. */
    recordedAt: string;
  }>;
