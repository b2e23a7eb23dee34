import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AwardIdentity } from '../../../src/domain/awards/outcome.ts';
import { createIdentities } from '../../../src/domain/identities.ts';
import { cash, documentsOf, judgeAll, order, populationOf, rep } from '../evaluate/builders.ts';

const identities = createIdentities('key', 'tenant');
const FIELDS = ['rule', 'subject', 'recipient', 'window', 'evidenceKey'] as const;

describe('the id of an award', () => {
  const identity: fc.Arbitrary<AwardIdentity> = fc
    .tuple(
      fc.constantFrom('rep', 'team'),
      fc.array(fc.string({ maxLength: 4 }), { minLength: 5, maxLength: 5 }),
    )
    .map(([subjectKind, [rule = '', subject = '', recipient = '', window = '', evidenceKey = '']]) => ({
      subjectKind: subjectKind as 'rep',
      rule,
      subject,
      recipient,
      window,
      evidenceKey,
    }));

  it('is the same for the same identity and for no other', () => {
    fc.assert(
      fc.property(identity, identity, (a, b) => {
        const same = a.subjectKind === b.subjectKind && FIELDS.every((field) => a[field] === b[field]);
        expect(identities.award(a) === identities.award(b)).toBe(same);
        expect(identities.award({ ...a })).toBe(identities.award(a));
      }),
    );
  });

  it('differs when a character moves from one part to the next', () => {
    fc.assert(
      fc.property(identity, fc.nat(3), (a, at) => {
        const [left = 'rule', right = 'subject'] = FIELDS.slice(at, at + 2);
        fc.pre(a[left].length > 0);
        const moved = { ...a, [left]: a[left].slice(0, -1), [right]: a[left].slice(-1) + a[right] };
        expect(identities.award(moved)).not.toBe(identities.award(a));
      }),
    );
  });

  it('is the same across versions of a rule', () => {
    const award = (amount: number) => {
      const documents = documentsOf({
        rules: [{ code: 'r', triggers: [{ activity: 'order.placed' }], rewards: [cash(amount)] }],
      });
      const [outcome] = judgeAll({
        documents,
        population: populationOf([rep('ann')]),
        activities: [order('1', '2017-03-09', 'ann', '5')],
      });
      if (!outcome) throw new Error('no outcome');
      return { id: identities.award(outcome), version: outcome.ruleVersion };
    };
    const [before, after] = [award(1), award(2)];
    expect(after.version).not.toBe(before.version);
    expect(after.id).toBe(before.id);
  });
});
