import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keyOf, type LedgerEntry } from '../../../src/domain/ledger/ledger-entry.ts';
import {
  type ChainLink,
  type Checkpoint,
  FIRST_SEAL,
  sealEntry,
  verifyChain,
} from '../../../src/domain/ledger/seal.ts';
import { transferHash, transfersOf } from '../../../src/domain/ledger/transfer.ts';
import { granted, identities, recorded } from './builders.ts';

const RECORDED_AT = '2017-03-09T00:00:00.000Z';

const transferEntry = (index: number): LedgerEntry => {
  const [transfer] = transfersOf(granted({ award: `awd_${index}`, time: index }), 'plan', identities);
  if (!transfer) throw new Error('no transfer');
  return {
    kind: 'transfer',
    row: { transfer, contentHash: transferHash(transfer), recordedAt: RECORDED_AT },
  };
};

/** Revisions and transfers in turn, as both are sealed in one sequence. */
const entryAt = (index: number): LedgerEntry =>
  index % 2 === 0 ? { kind: 'award', row: recorded({ evidenceKey: `key ${index}` }) } : transferEntry(index);

const chainOf = (entries: readonly LedgerEntry[]): ChainLink[] => {
  let head = FIRST_SEAL;
  return entries.map((entry, index) => {
    head = sealEntry(head, index + 1, entry);
    return { seal: { sequence: index + 1, entry: keyOf(entry), seal: head }, entry };
  });
};

const checkpointAt = (chain: readonly ChainLink[], sequence: number): Checkpoint => ({
  tenant: 'tenant',
  sequence,
  seal: chain[sequence - 1]?.seal.seal ?? FIRST_SEAL,
});

const LENGTH = 6;
const entries = Array.from({ length: LENGTH }, (_, index) => entryAt(index));
const chain = chainOf(entries);
const full = checkpointAt(chain, LENGTH);
const place = fc.integer({ min: 0, max: LENGTH - 1 });

const replaced = (index: number, change: (link: ChainLink) => ChainLink) =>
  chain.map((link, at) => (at === index ? change(link) : link));
const verdict = (links: readonly ChainLink[], checkpoint: Checkpoint | undefined = full) =>
  verifyChain(links, checkpoint);

/** Every way in which one field of an entry can say something else. */
const changesOf = (entry: LedgerEntry): LedgerEntry[] => {
  const other = (value: unknown) =>
    typeof value === 'bigint' ? value + 1n : typeof value === 'number' ? value + 1 : `${value}x`;
  const changed = <T extends object>(row: T): T[] =>
    Object.entries(row).map(([field, value]) => ({ ...row, [field]: other(value) }) as T);
  if (entry.kind === 'transfer') {
    const { row } = entry;
    return [
      ...changed(row.transfer).map((transfer) => ({ ...row, transfer })),
      ...changed({ contentHash: row.contentHash, recordedAt: row.recordedAt }).map((rest) => ({
        ...row,
        ...rest,
      })),
    ].map((each) => ({ kind: 'transfer', row: each }));
  }
  const { row } = entry;
  return [
    ...changed(row),
    ...row.lines.flatMap((line) => changed(line).map((each) => ({ ...row, lines: [each] }))),
  ].map((each) => ({ kind: 'award', row: each }));
};

describe('the seal chain', () => {
  it('is intact as written, with or without a checkpoint', () => {
    const head = chain.at(-1)?.seal.seal;
    expect(verifyChain([], undefined)).toEqual({ intact: true, sealed: 0, head: FIRST_SEAL });
    expect(verdict(chain)).toEqual({ intact: true, sealed: LENGTH, head });
    expect(verifyChain(chain, undefined)).toEqual({ intact: true, sealed: LENGTH, head });
    expect(verdict(chain, checkpointAt(chain, 3))).toEqual({ intact: true, sealed: LENGTH, head });
  });

  it.each([
    ['a transfer', 1, 15],
    ['a revision of an award', 2, 26],
  ])('names %s of which anything was changed', (_name, index, fields) => {
    const entry = entries[index];
    if (!entry) throw new Error('no entry');
    const changes = changesOf(entry);
    expect(changes.length).toBeGreaterThanOrEqual(fields);
    for (const change of changes)
      expect(verdict(replaced(index, ({ seal }) => ({ seal, entry: change })))).toMatchObject({
        intact: false,
        sequence: index + 1,
        entry: keyOf(entry),
      });
  });

  it('names another seal', () => {
    fc.assert(
      fc.property(place, (index) => {
        expect(
          verdict(replaced(index, ({ seal, entry }) => ({ seal: { ...seal, seal: 'f'.repeat(64) }, entry }))),
        ).toMatchObject({ intact: false, sequence: index + 1 });
      }),
    );
  });

  it('names a seal that points at another entry than it seals', () => {
    fc.assert(
      fc.property(place, (index) => {
        expect(
          verdict(
            replaced(index, ({ seal, entry }) => ({
              seal: { ...seal, entry: { kind: 'transfer', transfer: 'trf_other' } },
              entry,
            })),
          ),
        ).toMatchObject({ intact: false, sequence: index + 1 });
      }),
    );
  });

  it('names the first gap: a missing row, a missing link, links or rows that changed places', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: LENGTH }), (index, distance) => {
        expect(verdict(replaced(index, ({ seal }) => ({ seal, entry: undefined })))).toMatchObject({
          intact: false,
          sequence: index + 1,
          entry: chain[index]?.seal.entry,
        });
        expect(verdict(chain.filter((_, at) => at !== index))).toMatchObject({
          intact: false,
          sequence: index + 1,
        });
        const other = (index + distance) % LENGTH;
        const first = Math.min(index, other) + 1;
        fc.pre(other !== index);
        const swapped = chain
          .map((link, at) => (at === index ? chain[other] : at === other ? chain[index] : link))
          .flatMap((link) => link ?? []);
        expect(verdict(swapped)).toMatchObject({ intact: false, sequence: first });
        const rowsSwapped = chain.map((link, at) => ({
          seal: link.seal,
          entry: (at === index ? chain[other] : at === other ? chain[index] : link)?.entry,
        }));
        expect(verdict(rowsSwapped)).toMatchObject({ intact: false, sequence: first });
      }),
    );
  });

  it('names a number that is left out, even with seals made to follow', () => {
    let head = FIRST_SEAL;
    const links = [1, 2, 4].map((sequence): ChainLink => {
      const entry = entryAt(sequence);
      head = sealEntry(head, sequence, entry);
      return { seal: { sequence, entry: keyOf(entry), seal: head }, entry };
    });
    expect(verifyChain(links, undefined)).toMatchObject({ intact: false, sequence: 3 });
  });

  it('names an inserted or repeated link', () => {
    fc.assert(
      fc.property(place, (index) => {
        const repeated = chain.flatMap((link, at) => (at === index ? [link, link] : [link]));
        expect(verdict(repeated)).toMatchObject({ intact: false, sequence: index + 2 });
      }),
    );
  });

  it('shows a tail that was cut off against a checkpoint, and only so', () => {
    fc.assert(
      fc.property(fc.nat(LENGTH - 1), (kept) => {
        const cut = chain.slice(0, kept);
        expect(verdict(cut)).toMatchObject({ intact: false, sequence: kept + 1 });
        expect(verifyChain(cut, undefined)).toMatchObject({ intact: true, sealed: kept });
      }),
    );
  });

  it('shows a chain that was written anew against a checkpoint', () => {
    const links = chainOf(entries.slice(1));
    expect(verifyChain(links, undefined)).toMatchObject({ intact: true });
    expect(verdict(links, checkpointAt(chain, 4))).toMatchObject({ intact: false, sequence: 4 });
  });
});
