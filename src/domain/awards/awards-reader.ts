import type { LocalDate } from '../calendar/local-date.ts';
import type { DayRange } from '../calendar/window.ts';
import type { FactNumber } from '../facts/fact-value.ts';
import { toFactNumber } from '../facts/fact-value.ts';
import { formatMinor } from '../money/money.ts';
import type { AwardIdentity, OutcomeLine } from './outcome.ts';

/** What the `awards` fact counts. */
export type AwardMeasure = 'count' | 'cash' | 'points';

export type GrantedAward = Pick<AwardIdentity, 'rule' | 'recipient' | 'window'> &
  Readonly<{ day: LocalDate; lines: readonly OutcomeLine[] }>;

/** The live awards a judging may look back on, including those it grants itself as it goes. */
export type AwardBook = Readonly<{
  add(award: GrantedAward): void;
  /** Totals of a rule's awards to a recipient; those of `exceptWindow` are left out, so that a rule never feeds itself. */
  read(
    rule: string,
    recipient: string,
    range: DayRange,
    measure: AwardMeasure,
    exceptWindow?: string,
  ): FactNumber;
}>;

export const createAwardBook = (exponent: number, granted: Iterable<GrantedAward> = []): AwardBook => {
  const awards = new Map<string, GrantedAward[]>();
  const add = (award: GrantedAward) => {
    const key = `${award.rule}|${award.recipient}`;
    const found = awards.get(key);
    if (found) found.push(award);
    else awards.set(key, [award]);
  };
  for (const award of granted) add(award);
  return {
    add,
    read: (rule, recipient, { from, to }, measure, exceptWindow) => {
      const counted = (awards.get(`${rule}|${recipient}`) ?? []).filter(
        ({ day, window }) => (from === undefined || day >= from) && day < to && window !== exceptWindow,
      );
      if (measure === 'count') return counted.length;
      const lines = counted.flatMap((award) => award.lines.filter((line) => line.medium === measure));
      const totalMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0n);
      return toFactNumber(formatMinor(totalMinor, measure === 'cash' ? exponent : 0));
    },
  };
};
