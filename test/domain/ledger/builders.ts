import fc from 'fast-check';
import { contentHash, lineContent } from '../../../src/domain/awards/award-content.ts';
import type { OutcomeLine } from '../../../src/domain/awards/outcome.ts';
import type { RecordedRevision } from '../../../src/domain/awards/recorded-revision.ts';
import { createIdentities } from '../../../src/domain/identities.ts';
import type { GrantedLines } from '../../../src/domain/ledger/transfer.ts';
import { decimal } from '../../../src/domain/money/decimal.ts';
import { date } from '../calendar/arbitraries.ts';

export const identities = createIdentities('key', 'tenant');

export const line = (fields: Partial<OutcomeLine> = {}): OutcomeLine => ({
  index: 0,
  medium: 'cash',
  payer: 'company',
  amountMinor: 100n,
  currency: 'CNY',
  exact: decimal(1),
  item: '',
  ...fields,
});

export const granted = (fields: Partial<GrantedLines> = {}): GrantedLines => ({
  award: 'awd_1',
  revision: 1,
  recipient: 'rep_1',
  ruleVersion: 'v1',
  evidence: ['act_1'],
  time: 1_000,
  lines: [line()],
  ...fields,
});

/** A revision as a store keeps it, with the id and the content hash that follow from what it says. */
export const recorded = (fields: Partial<RecordedRevision> = {}): RecordedRevision => {
  const said = {
    rule: 'r',
    ruleVersion: 'v1',
    subjectKind: 'rep',
    subject: 'rep_1',
    recipient: 'rep_1',
    windowUnit: 'month',
    window: '2017-03',
    evidenceKey: '',
    payPeriod: '2017-03',
    time: 1_000,
    day: date('2017-03-09'),
    evidence: ['act_1'],
    lines: [lineContent(line())],
    ...fields,
  } as const;
  return {
    award: identities.award(said),
    revision: 1,
    kind: 'granted',
    traceHash: 'a'.repeat(64),
    contentHash: contentHash(said),
    recordedAt: '2017-03-09T00:00:00.000Z',
    ...said,
  };
};

const lines = fc
  .array(
    fc.record({
      medium: fc.constantFrom('cash', 'points', 'goods', 'badge', 'honour'),
      payer: fc.constantFrom('company', 'manufacturer'),
      amountMinor: fc.bigInt(-(10n ** 20n), 10n ** 20n).filter((amount) => amount !== 0n),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((list) =>
    list.map((each, index) =>
      line({
        ...each,
        medium: each.medium as OutcomeLine['medium'],
        payer: each.payer as OutcomeLine['payer'],
        index,
        item: each.medium === 'goods' ? 'cup' : '',
      }),
    ),
  );

/** Live awards with ids of their own; many at the same time, so that the id decides their order. */
export const awards: fc.Arbitrary<GrantedLines[]> = fc
  .array(
    fc.record({
      recipient: fc.constantFrom('rep_1', 'rep_2'),
      revision: fc.integer({ min: 1, max: 5 }),
      time: fc.nat(3),
      lines,
    }),
    { maxLength: 8 },
  )
  .map((list) => list.map((each, index) => granted({ ...each, award: `awd_${index}` })));
