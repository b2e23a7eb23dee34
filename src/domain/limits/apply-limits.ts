import type { Calendar } from '../../../schemas/calendar.ts';
import type { Window } from '../../../schemas/common.ts';
import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { periodContaining } from '../calendar/period.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
import { toMinor } from '../money/money.ts';
import type { CompiledLimit, CompiledRule } from '../rules/rule-set.ts';
import { amountLimit } from './amount-limit.ts';
import { budgetLimit } from './budget-limit.ts';
import { coolDown } from './cool-down.ts';
import { countLimit } from './count-limit.ts';
import { hold } from './hold.ts';
import { ledgerLimit } from './ledger-limit.ts';
import type { UsageBook } from './usage.ts';

/** An award about to be granted, as its limits see it. */
export type Candidate = Readonly<{
  recipient: string;
  team: string | undefined;
  outlet: string | undefined;
  product: string | undefined;
  day: LocalDate;
  lines: readonly OutcomeLine[];
  frame: Frame;
}>;

export type LimitedLines = Readonly<{ lines: readonly OutcomeLine[]; notes: readonly LimitNote[] }>;

/**
 * What is left of a candidate's lines under the limits of its rule. A limit that refuses leaves nothing, as does an
 * amount no ledger line can hold; one that cuts leaves less. Every limit that bound is noted. The usage is not changed: see `recordUsage`.
 */
export const applyLimits = (
  rule: CompiledRule,
  candidate: Candidate,
  book: UsageBook,
  calendar: Calendar,
): LimitedLines => {
  let { lines } = candidate;
  const notes: LimitNote[] = [];
  for (const [index, compiled] of rule.limits.entries()) {
    const usage = book.of(usageKey(rule, index, compiled, candidate, calendar));
    if ('most' in compiled) {
      const { reward } = compiled.limit;
      const most = compiled.most.evaluate({ frame: candidate.frame });
      const cut = amountLimit(lines, reward, most ? minorOf(most, rule, reward) : 0n, usage);
      lines = cut.lines;
      if (cut.note) notes.push(cut.note);
      continue;
    }
    const note = refusal(compiled, rule, candidate, lines, usage);
    if (note) return { lines: [], notes: [...notes, note] };
  }
  const note = ledgerLimit(lines);
  return note ? { lines: [], notes: [...notes, note] } : { lines, notes };
};

const refusal = (
  compiled: Exclude<CompiledLimit, { most: unknown }>,
  rule: CompiledRule,
  candidate: Candidate,
  lines: readonly OutcomeLine[],
  usage: ReturnType<UsageBook['of']>,
): LimitNote | undefined => {
  if ('until' in compiled) return hold(compiled.until.test(candidate.frame));
  const { limit } = compiled;
  switch (limit.kind) {
    case 'count':
      return countLimit('count', limit.most, usage);
    case 'first':
      return countLimit('first', limit.count, usage);
    case 'cool-down':
      return coolDown(limit.days, candidate.day, usage);
    case 'budget':
      return budgetLimit(lines, limit.reward, minorOf(decimal(limit.most), rule, limit.reward), usage);
  }
};

/** Counts a granted award under every limit of its rule. */
export const recordUsage = (
  rule: CompiledRule,
  granted: Candidate,
  book: UsageBook,
  calendar: Calendar,
): void => {
  for (const [index, compiled] of rule.limits.entries()) {
    book.add(usageKey(rule, index, compiled, granted, calendar), granted.day, granted.lines);
  }
};

const minorOf = (amount: Decimal, rule: CompiledRule, reward: number): bigint =>
  toMinor(amount, rule.steps[0]?.rewards[reward]?.exponent ?? 0, 'down');

const usageKey = (
  rule: CompiledRule,
  index: number,
  { limit }: CompiledLimit,
  candidate: Omit<Candidate, 'lines' | 'frame'>,
  calendar: Calendar,
): string => {
  const window = 'window' in limit ? windowLabel(limit.window, candidate.day, calendar) : '';
  return `${rule.rule.code}|${index}|${window}|${ownerOf(limit, candidate)}`;
};

const ownerOf = (limit: CompiledLimit['limit'], candidate: Omit<Candidate, 'lines' | 'frame'>): string => {
  switch (limit.kind) {
    case 'budget':
      return '';
    case 'first':
      return limit.scope === 'team' ? (candidate.team ?? '') : '';
    case 'hold':
      return candidate.recipient;
    default:
      return limit.per === 'subject'
        ? candidate.recipient
        : `${candidate.recipient}|${candidate[limit.per] ?? ''}`;
  }
};

/** The label of the window a day lies in. */
export const windowLabel = (window: Window, day: LocalDate, calendar: Calendar): string =>
  window === 'lifetime' ? 'lifetime' : periodContaining(calendar, window, day).label;
