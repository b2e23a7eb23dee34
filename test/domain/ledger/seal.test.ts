import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChainLink,
  type Checkpoint,
  FIRST_SEAL,
  type LedgerRow,
  sealRow,
  verifyChain,
} from '../../../src/domain/ledger/seal.ts';
import { type Transfer, transferHash, transfersOf } from '../../../src/domain/ledger/transfer.ts';
import { granted, identities } from './builders.ts';

const rowOf = (index: number): LedgerRow => {
  const [transfer] = transfersOf(granted({ award: `awd_${index}`, time: index }), 'plan', identities);
  if (!transfer) throw new Error('no transfer');
  return {
    transfer,
    contentHash: transferHash(transfer),
    recordedAt: `2017-03-09T00:00:${String(index % 60).padStart(2, '0')}Z`,
  };
};

const chainOf = (length: number): ChainLink[] => {
  let head = FIRST_SEAL;
  return Array.from({ length }, (_, index) => {
    const row = rowOf(index);
    head = sealRow(head, index + 1, row);
    return { seal: { sequence: index + 1, transfer: row.transfer.id, seal: head }, row };
  });
};

const checkpointAt = (chain: readonly ChainLink[], sequence: number): Checkpoint => ({
  tenant: 'tenant',
  sequence,
  seal: chain[sequence - 1]?.seal.seal ?? FIRST_SEAL,
});

const LENGTH = 6;
const chain = chainOf(LENGTH);
const full = checkpointAt(chain, LENGTH);
const place = fc.integer({ min: 0, max: LENGTH - 1 });

const replaced = (index: number, change: (link: ChainLink) => ChainLink) =>
  chain.map((link, at) => (at === index ? change(link) : link));
const changed = (index: number, change: Partial<Transfer>, rehashed: boolean) =>
  replaced(index, ({ seal, row = rowOf(0) }) => {
    const transfer = { ...row.transfer, ...change };
    return {
      seal,
      row: { ...row, transfer, contentHash: rehashed ? transferHash(transfer) : row.contentHash },
    };
  });
const verdict = (links: readonly ChainLink[], checkpoint: Checkpoint | undefined = full) =>
  verifyChain(links, checkpoint);

describe('the seal chain', () => {
  it('is intact as written, with or without a checkpoint', () => {
    const head = chain.at(-1)?.seal.seal;
    expect(verifyChain([], undefined)).toEqual({ intact: true, sealed: 0, head: FIRST_SEAL });
    expect(verdict(chain)).toEqual({ intact: true, sealed: LENGTH, head });
    expect(verifyChain(chain, undefined)).toEqual({ intact: true, sealed: LENGTH, head });
    expect(verdict(chain, checkpointAt(chain, 3))).toEqual({ intact: true, sealed: LENGTH, head });
  });

  it('names the first row that says something else, even with its hash made to fit', () => {
    const changes = fc.constantFrom<Partial<Transfer>>(
      { amountMinor: 101n },
      { to: 'rep:rep_2:cash' },
      { from: 'x' },
      { currency: 'USD' },
      { occurredAt: 77 },
      { ruleVersion: 'v2' },
      { evidence: [] },
      { kind: 'reversal' },
      { reverses: 'x' },
      { award: 'x' },
      { line: 9 },
      { revision: 9 },
    );
    fc.assert(
      fc.property(place, changes, fc.boolean(), (index, change, rehashed) => {
        expect(verdict(changed(index, change, rehashed))).toMatchObject({
          intact: false,
          sequence: index + 1,
          transfer: chain[index]?.seal.transfer,
        });
      }),
    );
  });

  it('names a row with another time of recording, another hash, or another seal', () => {
    fc.assert(
      fc.property(place, fc.constantFrom('recordedAt', 'contentHash'), (index, column) => {
        const links = replaced(index, ({ seal, row = rowOf(0) }) => ({
          seal,
          row: { ...row, [column]: 'f'.repeat(64) },
        }));
        expect(verdict(links)).toMatchObject({ intact: false, sequence: index + 1 });
      }),
    );
    fc.assert(
      fc.property(place, (index) => {
        expect(
          verdict(replaced(index, ({ seal, row }) => ({ seal: { ...seal, seal: 'f'.repeat(64) }, row }))),
        ).toMatchObject({ intact: false, sequence: index + 1 });
      }),
    );
  });

  it('names a seal that points at another transfer than it seals', () => {
    fc.assert(
      fc.property(place, (index) => {
        expect(
          verdict(replaced(index, ({ seal, row }) => ({ seal: { ...seal, transfer: 'trf_other' }, row }))),
        ).toMatchObject({ intact: false, sequence: index + 1 });
      }),
    );
  });

  it('names the first gap: a missing row, a missing link, links or rows that changed places', () => {
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: LENGTH }), (index, distance) => {
        expect(verdict(replaced(index, ({ seal }) => ({ seal, row: undefined })))).toMatchObject({
          intact: false,
          sequence: index + 1,
          transfer: chain[index]?.seal.transfer,
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
          row: (at === index ? chain[other] : at === other ? chain[index] : link)?.row,
        }));
        expect(verdict(rowsSwapped)).toMatchObject({ intact: false, sequence: first });
      }),
    );
  });

  it('names a number that is left out, even with seals made to follow', () => {
    let head = FIRST_SEAL;
    const links = [1, 2, 4].map((sequence) => {
      const row = rowOf(sequence);
      head = sealRow(head, sequence, row);
      return { seal: { sequence, transfer: row.transfer.id, seal: head }, row };
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
    const forged = chainOf(LENGTH + 1)
      .slice(1)
      .map(({ row }, index) => ({ row, index }));
    let head = FIRST_SEAL;
    const links = forged.flatMap(({ row, index }) => {
      if (!row) return [];
      head = sealRow(head, index + 1, row);
      return [{ seal: { sequence: index + 1, transfer: row.transfer.id, seal: head }, row }];
    });
    expect(verifyChain(links, undefined)).toMatchObject({ intact: true });
    expect(verdict(links, checkpointAt(chain, 4))).toMatchObject({ intact: false, sequence: 4 });
  });
});
