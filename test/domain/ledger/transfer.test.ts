import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdentities } from '../../../src/domain/identities.ts';
import { canonicalTransfers, foldHashes } from '../../../src/domain/ledger/canonical-transfers.ts';
import { reversalOf, type Transfer, transferHash, transfersOf } from '../../../src/domain/ledger/transfer.ts';
import { awards, granted, identities, line } from './builders.ts';

const move = (fields: Parameters<typeof line>[0]) =>
  transfersOf(granted({ lines: [line(fields)] }), 'plan', identities).map(
    ({ from, to, amountMinor, currency }) => ({ from, to, amountMinor, currency }),
  );

const balances = (transfers: readonly Transfer[]) => {
  const totals = new Map<string, bigint>();
  for (const { from, to, amountMinor, currency } of transfers) {
    for (const [account, change] of [
      [from, -amountMinor],
      [to, amountMinor],
    ] as const)
      totals.set(`${account} ${currency}`, (totals.get(`${account} ${currency}`) ?? 0n) + change);
  }
  return totals;
};

describe('transfers', () => {
  it('move from who pays to who receives', () => {
    expect(move({})).toEqual([
      { from: 'budget:plan', to: 'rep:rep_1:cash', amountMinor: 100n, currency: 'CNY' },
    ]);
    expect(move({ payer: 'manufacturer' })).toMatchObject([
      { from: 'manufacturer:plan', to: 'rep:rep_1:cash' },
    ]);
    expect(move({ medium: 'points', currency: '' })).toEqual([
      { from: 'budget:plan', to: 'rep:rep_1:points', amountMinor: 100n, currency: 'points' },
    ]);
    expect(move({ medium: 'goods', item: 'cup', amountMinor: 1n })).toEqual([
      { from: 'prize-room', to: 'rep:rep_1:goods', amountMinor: 1n, currency: 'item:cup' },
    ]);
    expect(move({ medium: 'badge' })).toEqual([]);
    expect(move({ medium: 'honour' })).toEqual([]);
  });

  it('move a deduction the other way, as a positive amount', () => {
    expect(move({ amountMinor: -100n })).toEqual([
      { from: 'rep:rep_1:cash', to: 'budget:plan', amountMinor: 100n, currency: 'CNY' },
    ]);
  });

  it('are positive, between two accounts, with ids that never repeat, and reversed sum to nothing', () => {
    fc.assert(
      fc.property(awards, (list) => {
        const transfers = list.flatMap((each) => transfersOf(each, 'plan', identities));
        expect(transfers.every(({ amountMinor, from, to }) => amountMinor > 0n && from !== to)).toBe(true);
        const reversals = transfers.map((each) => reversalOf(each, each.revision + 1, identities));
        expect(new Set([...transfers, ...reversals].map(({ id }) => id)).size).toBe(transfers.length * 2);
        expect([...balances([...transfers, ...reversals]).values()].every((balance) => balance === 0n)).toBe(
          true,
        );
        expect([...balances(transfers).values()].reduce((sum, each) => sum + each, 0n)).toBe(0n);
      }),
    );
  });
});

describe('reversals', () => {
  const [original] = transfersOf(granted(), 'plan', identities);
  if (!original) throw new Error('no transfer');

  it('give the same amount back and name what they take back', () => {
    const reversal = reversalOf(original, 2, identities);
    expect(reversal).toMatchObject({
      kind: 'reversal',
      from: original.to,
      to: original.from,
      amountMinor: 100n,
      currency: 'CNY',
      revision: 2,
      reverses: original.id,
      award: original.award,
      occurredAt: original.occurredAt,
      evidence: ['act_1'],
    });
    expect(reversal.id).not.toBe(original.id);
    expect(reversalOf(original, 2, identities)).toEqual(reversal);
  });

  it('cannot be reversed', () => {
    expect(() => reversalOf(reversalOf(original, 2, identities), 3, identities)).toThrow(RangeError);
  });
});

describe('the hash of a transfer', () => {
  it('differs with every part of it', () => {
    const [original] = transfersOf(granted(), 'plan', identities);
    if (!original) throw new Error('no transfer');
    const changes: Partial<Transfer>[] = [
      { id: 'x' },
      { kind: 'reversal' },
      { from: 'x' },
      { to: 'x' },
      { amountMinor: 101n },
      { currency: 'USD' },
      { award: 'x' },
      { revision: 2 },
      { line: 1 },
      { reverses: 'x' },
      { ruleVersion: 'x' },
      { evidence: [] },
      { evidence: ['act_1', 'act_2'] },
      { occurredAt: 1_001 },
    ];
    expect(new Set([{}, ...changes].map((change) => transferHash({ ...original, ...change }))).size).toBe(
      changes.length + 1,
    );
    expect(transferHash({ ...original, amountMinor: 2n ** 60n })).not.toBe(
      transferHash({ ...original, amountMinor: 2n ** 60n + 1n }),
    );
  });
});

describe('canonical transfers', () => {
  it('depend neither on the order of the awards nor on their revisions', () => {
    const cases = awards.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 }),
      ),
    );
    fc.assert(
      fc.property(cases, ([list, shuffled, revisions]) => {
        const canonical = canonicalTransfers(list, 'plan', identities);
        const again = canonicalTransfers(
          shuffled.map((each, index) => ({ ...each, revision: revisions[index] ?? 1 })),
          'plan',
          identities,
        );
        expect(again).toEqual(canonical);
        expect(foldHashes(again.map(({ hash }) => hash))).toBe(foldHashes(canonical.map(({ hash }) => hash)));
        canonical.forEach(({ transfer }, index) => {
          const before = canonical[index - 1]?.transfer;
          if (before)
            expect(
              before.occurredAt < transfer.occurredAt ||
                (before.occurredAt === transfer.occurredAt && before.id < transfer.id),
            ).toBe(true);
        });
      }),
    );
  });

  it('say something else for another amount, recipient, time, rule version or piece of evidence', () => {
    const hash = (fields: Parameters<typeof granted>[0]) =>
      foldHashes(canonicalTransfers([granted(fields)], 'plan', identities).map((each) => each.hash));
    const variants = [
      {},
      { lines: [line({ amountMinor: 101n })] },
      { recipient: 'rep_2' },
      { time: 1_001 },
      { ruleVersion: 'v2' },
      { evidence: ['act_2'] },
    ];
    expect(new Set(variants.map(hash)).size).toBe(variants.length);
  });

  it('fold from 64 zeros', () => {
    expect(foldHashes([])).toBe('0'.repeat(64));
    expect(foldHashes(['a', 'b'])).not.toBe(foldHashes(['b', 'a']));
    expect(foldHashes(['a'])).toBe('798681f5061511d34f32f43ab175a3ee7007fecfdc844295e054315b0af2d23d');
  });
});

describe('ids', () => {
  it('keep tenants and keys apart', () => {
    const codes = [
      createIdentities('key', 'tenant'),
      createIdentities('key', 'other'),
      createIdentities('other', 'tenant'),
    ].map(({ rep }) => rep('R1'));
    expect(new Set(codes).size).toBe(3);
    expect(identities.rep('R1')).toMatch(/^rep_[0-9a-z]{24}$/);
    expect(identities.rep('R1')).toBe(codes[0]);
    expect(identities.team('R1').slice(4)).not.toBe(identities.rep('R1').slice(4));
  });
});
