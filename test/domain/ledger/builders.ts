import fc from 'fast-check';
import type { OutcomeLine } from '../../../src/domain/awards/outcome.ts';
import { createIdentities } from '../../../src/domain/identities.ts';
import type { GrantedLines } from '../../../src/domain/ledger/transfer.ts';
import { decimal } from '../../../src/domain/money/decimal.ts';

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
