import { describe, expect, it } from 'vitest';
import { contentHash, lineContent } from '../../../src/domain/awards/award-content.ts';
import type { RecordedRevision } from '../../../src/domain/awards/recorded-revision.ts';
import { type BookedRevision, checkRevision } from '../../../src/domain/ledger/check-revision.ts';
import type { TransferRecord } from '../../../src/domain/ledger/ledger-entry.ts';
import { reversalOf, type Transfer, transferHash, transfersOf } from '../../../src/domain/ledger/transfer.ts';
import { identities, line, recorded } from './builders.ts';

const books = { plans: ['plan', 'old'], identities };
const asRecorded = (transfer: Transfer): TransferRecord => ({
  transfer,
  contentHash: transferHash(transfer),
  recordedAt: '2017-03-09T00:00:00.000Z',
});

/** A granted revision with the transfers of its lines. */
const grantOf = (revision: RecordedRevision, plan = 'plan'): BookedRevision => ({
  revision,
  transfers: transfersOf(
    {
      ...revision,
      lines: revision.lines.map((each) => ({ ...each, amountMinor: BigInt(each.amountMinor) })),
    },
    plan,
    identities,
  ).map(asRecorded),
});
const reversal = ({ revision, transfers }: BookedRevision): BookedRevision => ({
  revision: {
    ...revision,
    revision: revision.revision + 1,
    kind: 'reversed',
    lines: [],
    traceHash: undefined,
  },
  transfers: transfers.map(({ transfer }) =>
    asRecorded(reversalOf(transfer, revision.revision + 1, identities)),
  ),
});

const lines = [
  lineContent(line()),
  lineContent(line({ index: 1, medium: 'badge', item: 'star', amountMinor: 1n })),
  lineContent(line({ index: 2, medium: 'points', currency: '', amountMinor: -7n })),
];
const grant = grantOf(recorded({ lines }));
const [cash, points] = grant.transfers;
if (!cash || !points) throw new Error('no transfers');
const taken = reversal(grant);

const check = (booked: BookedRevision, before?: BookedRevision) => checkRevision(booked, before, books);
/** A grant that says something else, with its content hash made to fit. */
const regrant = (fields: Partial<RecordedRevision>): BookedRevision => {
  const revision = { ...grant.revision, ...fields };
  return { ...grant, revision: { ...revision, contentHash: contentHash(revision) } };
};

describe('a revision of an award', () => {
  it('is sound as it is written: granted, reversed, granted anew, under any plan that was published', () => {
    expect(check(grant)).toBeUndefined();
    expect(check(grantOf(grant.revision, 'old'))).toBeUndefined();
    expect(check(taken, grant)).toBeUndefined();
    expect(check(grantOf({ ...grant.revision, revision: 3 }), taken)).toBeUndefined();
  });

  it.each<[string, Partial<RecordedRevision>]>([
    ['rule', { rule: 'other' }],
    ['subject kind', { subjectKind: 'team' }],
    ['subject', { subject: 'rep_2' }],
    ['recipient', { recipient: 'rep_2' }],
    ['window', { window: '2017-04' }],
    ['evidence key', { evidenceKey: 'act_9' }],
    ['id', { award: 'awd_other' }],
  ])('is not for another %s than its id stands for, whatever its hash', (_name, fields) => {
    expect(check(regrant(fields))).toContain('than its id stands for');
  });

  it.each<[string, Partial<RecordedRevision>]>([
    ['rule version', { ruleVersion: 'v2' }],
    ['unit of the window', { windowUnit: 'quarter' }],
    ['pay period', { payPeriod: '2017-04' }],
    ['time', { time: 1 }],
    ['evidence', { evidence: [] }],
    ['lines', { lines: lines.slice(0, 2) }],
    ['content hash', { contentHash: 'f'.repeat(64) }],
  ])('says its %s under its content hash', (_name, fields) => {
    expect(check({ ...grant, revision: { ...grant.revision, ...fields } })).toBe(
      `revision 1 of the award ${grant.revision.award} says something else than its content hash`,
    );
  });

  it('follows the one before it', () => {
    expect(check(taken)).toContain('revision 1 of');
    expect(check(grantOf({ ...grant.revision, revision: 2 }), grant)).toContain('is granted, which');
    expect(check({ ...taken, revision: { ...taken.revision, revision: 3 } }, grant)).toMatch(
      /revision 2 .* is gone/,
    );
    expect(check({ ...taken, revision: { ...taken.revision, revision: 1 } })).toContain('is reversed, which');
  });

  it('repeats what it reverses, and has no lines of its own', () => {
    expect(check({ ...taken, revision: { ...taken.revision, lines } }, grant)).toContain('lines of its own');
    const time = 5;
    const hash = contentHash({ ...grant.revision, time });
    expect(check({ ...taken, revision: { ...taken.revision, time, contentHash: hash } }, grant)).toContain(
      'than what it reverses',
    );
  });
});

describe('the transfers of a revision', () => {
  const changed = (fields: Partial<Transfer>, rehashed = true): TransferRecord => {
    const transfer = { ...cash.transfer, ...fields };
    return { ...cash, transfer, contentHash: rehashed ? transferHash(transfer) : cash.contentHash };
  };

  it('are exactly those its lines imply', () => {
    const { id } = cash.transfer;
    expect(check({ ...grant, transfers: [points] })).toContain(`the transfer ${id} of line 0`);
    expect(
      check({ ...grant, transfers: [cash, points, asRecorded({ ...cash.transfer, line: 1 })] }),
    ).toContain('moves what no line');
    expect(check({ ...taken, transfers: [] }, grant)).toContain('is gone');
    expect(check({ ...grant, transfers: [...taken.transfers] })).toContain('is not what line 0');
    expect(checkRevision(grant, undefined, { ...books, plans: [] })).toContain('no plan was published');
  });

  it.each<[string, Partial<Transfer>]>([
    ['id', { id: 'trf_other' }],
    ['kind', { kind: 'reversal', reverses: 'trf_x' }],
    ['source', { from: 'budget:elsewhere' }],
    ['recipient', { to: 'rep:rep_2:cash' }],
    ['amount', { amountMinor: 101n }],
    ['currency', { currency: 'USD' }],
    ['rule version', { ruleVersion: 'v2' }],
    ['evidence', { evidence: ['act_2'] }],
    ['time', { occurredAt: 5 }],
  ])('have no other %s than the line says, whatever their hash', (_name, fields) => {
    expect(check({ ...grant, transfers: [changed(fields), points] })).toContain('is not what line 0');
    expect(check({ ...grant, transfers: [changed(fields, false), points] })).toContain('its content hash');
  });
});
