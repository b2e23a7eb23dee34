import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awardContentHash } from '../../../src/domain/awards/award-content.ts';
import type { Outcome } from '../../../src/domain/awards/outcome.ts';
import { type LatestRevision, type Revision, revise } from '../../../src/domain/awards/revise.ts';
import { decimal, divide, ONE } from '../../../src/domain/money/decimal.ts';
import { date } from '../calendar/arbitraries.ts';
import { line } from '../ledger/builders.ts';

const outcome = (fields: Partial<Outcome> = {}): Outcome => ({
  rule: 'r',
  subjectKind: 'rep',
  subject: 'rep_1',
  recipient: 'rep_1',
  window: '2017-03',
  evidenceKey: '',
  ruleVersion: 'v1',
  windowUnit: 'month',
  time: 1,
  day: date('2017-03-09'),
  payPeriod: '2017-03',
  evidence: ['act_1'],
  lines: [line()],
  trace: {
    eligibility: undefined,
    conditions: undefined,
    step: undefined,
    place: undefined,
    amounts: [],
    limits: [],
  },
  ...fields,
});

/** A ledger of revisions as a store keeps it; it refuses what must not be. */
const createStore = () => {
  const latest = new Map<string, LatestRevision>();
  const live = new Map<string, Outcome>();
  const numbers = new Set<string>();
  const apply = (revision: Revision) => {
    const { award, revision: number } = revision;
    expect(numbers.has(`${award} ${number}`)).toBe(false);
    numbers.add(`${award} ${number}`);
    expect(number).toBe((latest.get(award)?.revision ?? 0) + 1);
    if (revision.kind === 'granted') {
      expect(live.has(award)).toBe(false);
      live.set(award, revision.outcome);
      latest.set(award, { award, revision: number, live: true, contentHash: revision.contentHash });
    } else {
      expect(latest.get(award)).toMatchObject({ live: true, revision: revision.reverses });
      live.delete(award);
      latest.set(award, { award, revision: number, live: false, contentHash: '' });
    }
  };
  return { latest, live, apply };
};

const wantedSets = fc.array(
  fc
    .dictionary(
      fc.constantFrom('awd_1', 'awd_2', 'awd_3'),
      fc.record({ amountMinor: fc.bigInt(1n, 3n), ruleVersion: fc.constantFrom('v1', 'v2') }),
    )
    .map(
      (heads) =>
        new Map(
          Object.entries(heads).map(([award, { amountMinor, ruleVersion }]) => [
            award,
            outcome({ ruleVersion, lines: [line({ amountMinor })] }),
          ]),
        ),
    ),
  { maxLength: 8 },
);

describe('revise', () => {
  it('makes live exactly what is wanted, one revision a head, whatever was before', () => {
    fc.assert(
      fc.property(wantedSets, (sets) => {
        const store = createStore();
        for (const wanted of sets) {
          for (const revision of revise(store.latest, wanted)) store.apply(revision);
          expect(new Map([...store.live].sort())).toEqual(new Map([...wanted].sort()));
          expect(revise(store.latest, wanted)).toEqual([]);
        }
      }),
    );
  });

  it('grants, keeps, replaces, takes back and grants anew', () => {
    const store = createStore();
    const step = (wanted: Record<string, Outcome>) => {
      const revisions = revise(store.latest, new Map(Object.entries(wanted)));
      revisions.forEach(store.apply);
      return revisions.map((each) => `${each.kind} ${each.revision}`);
    };
    expect(step({ awd_1: outcome() })).toEqual(['granted 1']);
    expect(step({ awd_1: outcome() })).toEqual([]);
    expect(step({ awd_1: outcome({ lines: [line({ amountMinor: 200n })] }) })).toEqual([
      'reversed 2',
      'granted 3',
    ]);
    expect(step({})).toEqual(['reversed 4']);
    expect(step({})).toEqual([]);
    expect(step({ awd_1: outcome() })).toEqual(['granted 5']);
  });
});

describe('what an award says', () => {
  it('is whom and what it is for, its version, time, pay period, evidence and lines; not its trace', () => {
    const changes: Partial<Outcome>[] = [
      {},
      { rule: 'q' },
      { subjectKind: 'team' },
      { subject: 'rep_2' },
      { recipient: 'rep_2' },
      { windowUnit: 'quarter' },
      { window: '2017-04' },
      { evidenceKey: 'act_1' },
      { day: date('2017-03-10') },
      { ruleVersion: 'v2' },
      { time: 2 },
      { payPeriod: '2017-04' },
      { evidence: ['act_2'] },
      { lines: [] },
      { lines: [line({ payer: 'manufacturer' })] },
      { lines: [line({ item: 'cup' })] },
    ];
    expect(new Set(changes.map((change) => awardContentHash(outcome(change)))).size).toBe(changes.length);
    const exact = (value: string) => awardContentHash(outcome({ lines: [line({ exact: decimal(value) })] }));
    expect(exact('0.333333333333')).not.toBe(exact('0.333333333334'));
    // What is hashed is what is stored: twelve digits of a third.
    expect(awardContentHash(outcome({ lines: [line({ exact: divide(ONE, decimal(3)) })] }))).toBe(
      exact('0.333333333333'),
    );
    const trace = { ...outcome().trace, place: { rank: 1, shared: 1, of: 9 } };
    expect(awardContentHash(outcome({ trace }))).toBe(awardContentHash(outcome()));
  });
});
