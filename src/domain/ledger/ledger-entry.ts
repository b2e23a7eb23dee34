import type { RecordedRevision } from '../awards/recorded-revision.ts';
import type { Transfer } from './transfer.ts';

/** A transfer as stored: what it says, the hash it was written with, and when it was recorded. */
export type TransferRecord = Readonly<{ transfer: Transfer; contentHash: string; recordedAt: string }>;

/** What one seal covers: a transfer, or a revision of an award with its lines. */
export type LedgerEntry =
  | Readonly<{ kind: 'transfer'; row: TransferRecord }>
  | Readonly<{ kind: 'award'; row: RecordedRevision }>;

/** What names an entry. */
export type EntryKey =
  | Readonly<{ kind: 'transfer'; transfer: string }>
  | Readonly<{ kind: 'award'; award: string; revision: number }>;

export const keyOf = (entry: LedgerEntry): EntryKey =>
  entry.kind === 'transfer'
    ? { kind: 'transfer', transfer: entry.row.transfer.id }
    : { kind: 'award', award: entry.row.award, revision: entry.row.revision };

/** An entry as a sentence names it. */
export const nameOf = (key: EntryKey): string =>
  key.kind === 'transfer' ? `the transfer ${key.transfer}` : revisionName(key.award, key.revision);

export const revisionName = (award: string, revision: number): string =>
  `revision ${revision} of the award ${award}`;
