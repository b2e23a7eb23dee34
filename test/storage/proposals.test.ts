import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { appendProposal, endProposal, type NewProposal } from '../../src/storage/proposals.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();
const within = <T>(work: Parameters<typeof inTenant<T>>[2]) => inTenant(database.db(), 'one', work);

const NEW: NewProposal = {
  kind: 'plan',
  subject: 'small',
  content: { version: 'v' },
  contentHash: 'h',
  maker: 'ann',
  makerRep: null,
  reason: 'why',
};

const failing = (text: string) =>
  expect.objectContaining({ cause: expect.objectContaining({ message: expect.stringContaining(text) }) });

describe('a proposal', () => {
  it.each([
    'content',
    'content_hash',
    'maker',
    'maker_rep',
    'made_at',
    'reason',
    'kind',
    'subject',
    'proposal_id',
  ])('never lets the application change its %s', async (column) => {
    await within((tx) => appendProposal(tx, 'one', NEW));
    const change = within((tx) => tx.execute(sql.raw(`update proposal set ${column} = ${column}`)));
    await expect(change).rejects.toEqual(failing('permission denied'));
  });

  it('is never deleted', async () => {
    const removal = within((tx) => tx.execute(sql`delete from proposal`));
    await expect(removal).rejects.toEqual(failing('permission denied'));
  });

  it('is not decided by its maker, nor by nobody, whatever the application thinks', async () => {
    const { id } = await within((tx) => appendProposal(tx, 'one', NEW));
    const end = (state: 'approved' | 'refused' | 'withdrawn', checker: string | null) =>
      within((tx) => endProposal(tx, 'one', id, { state, checker, words: null }));
    await expect(end('approved', 'ann')).rejects.toEqual(failing('proposal_four_eyes'));
    await expect(end('refused', 'ann')).rejects.toEqual(failing('proposal_four_eyes'));
    await expect(end('approved', null)).rejects.toEqual(failing('proposal_checked'));
    await expect(end('withdrawn', 'bo')).rejects.toEqual(failing('proposal_checked'));
    expect(await end('approved', 'bo')).toMatchObject({ state: 'approved', checker: 'bo' });
    // Decided once and for all.
    await expect(end('refused', 'bo')).rejects.toThrow('not open');
  });

  it('is known to its tenant alone', async () => {
    const { id } = await within((tx) => appendProposal(tx, 'one', NEW));
    const seen = await inTenant(database.db(), 'two', (tx) =>
      rowsOf(tx, sql`select proposal_id from proposal where proposal_id = ${id}`),
    );
    expect(seen).toEqual([]);
    const foreign = within((tx) => appendProposal(tx, 'two', NEW));
    await expect(foreign).rejects.toEqual(failing('row-level security'));
  });

  it('of a calculation is one', async () => {
    const settlement = { ...NEW, kind: 'settlement', subject: '2024-03/1' } as const;
    await within((tx) => appendProposal(tx, 'one', settlement));
    await expect(within((tx) => appendProposal(tx, 'one', settlement))).rejects.toEqual(
      failing('proposal_settlement'),
    );
  });
});
