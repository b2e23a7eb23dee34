import type { LimitNote, OutcomeLine } from '../awards/outcome.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { windowLabel } from '../calendar/window-of-day.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { exponentOf } from '../money/currency.ts';
import { type Decimal, decimal } from '../money/decimal.ts';
import { toMinor } from '../money/money.ts';
import type { CompiledLimit, CompiledRule } from '../rules/rule-set.ts';
import { amountLimit } from './amount-limit.ts';
import { budgetLimit } from './budget-limit.ts';
import { coolDown } from './cool-down.ts';
import { countLimit } from './count-limit.ts';
import { hold } from './hold.ts';
import { ledgerLimit } from './ledger-limit.ts';
import { cashOf, planBudget } from './plan-budget.ts';
import { stockLimit } from './stock-limit.ts';
import { planBudgetKey, stockKey, type Usage, type UsageBook, type UsedLine } from './usage.ts';

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
  documents: PlanDocuments,
): LimitedLines => {
  const inStock = stockLimit(candidate.lines, documents.prizes, book);
  let { lines } = inStock;
  const notes: LimitNote[] = [...inStock.notes];
  for (const [index, compiled] of rule.limits.entries()) {
    const usage = book.of(usageKey(rule, index, compiled, candidate, documents));
    if ('most' in compiled) {
      const { reward } = compiled.limit;
      const most = compiled.most.evaluate({ frame: candidate.frame });
      const cut = amountLimit(lines, reward, most ? minorOf(most, rule, reward) : 0n, usage);
      lines = cut.lines;
      if (cut.note) notes.push(cut.note);
      continue;
    }
    const note = refusal(compiled, rule, candidate, lines, usage, documents);
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
  usage: Usage,
  { plan }: PlanDocuments,
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
    case 'plan-budget':
      return (
        plan.budget &&
        planBudget(lines, toMinor(decimal(plan.budget.amount), exponentOf(plan.currency), 'down'), usage)
      );
  }
};

/** A granted award under the limits of its rule, or several of them added up. */
export type Granted = Omit<Candidate, 'lines' | 'frame'> &
  Readonly<{ lines: readonly UsedLine[]; count?: number }>;

/** Counts what was granted under every limit of its rule. */
export const recordRuleUsage = (
  rule: CompiledRule,
  granted: Granted,
  book: UsageBook,
  documents: PlanDocuments,
): void => {
  for (const [index, compiled] of rule.limits.entries()) {
    if (compiled.limit.kind === 'plan-budget') continue;
    book.add(usageKey(rule, index, compiled, granted, documents), granted.day, granted.lines, granted.count);
  }
};

/** Counts a granted award under every limit of its rule, and what all rules share: stocks and the plan's budget. */
export const recordUsage = (
  rule: CompiledRule,
  granted: Candidate,
  book: UsageBook,
  documents: PlanDocuments,
): void => {
  recordRuleUsage(rule, granted, book, documents);
  for (const { medium, item, amountMinor } of granted.lines) {
    if (medium === 'goods') book.add(stockKey(item), granted.day, [{ index: 0, amountMinor }]);
  }
  const key = planBudgetWindow(granted.day, documents);
  if (key !== undefined) book.add(key, granted.day, [{ index: 0, amountMinor: cashOf(granted.lines) }]);
};

/** The key of the window of the plan's budget a day lies in. */
export const planBudgetWindow = (day: LocalDate, { plan }: PlanDocuments): string | undefined =>
  plan.budget && planBudgetKey(windowLabel(plan.budget.window, day, plan.calendar));

const minorOf = (amount: Decimal, rule: CompiledRule, reward: number): bigint =>
  toMinor(amount, rule.steps[0]?.rewards[reward]?.exponent ?? 0, 'down');

const usageKey = (
  rule: CompiledRule,
  index: number,
  { limit }: CompiledLimit,
  candidate: Omit<Candidate, 'lines' | 'frame'>,
  documents: PlanDocuments,
): string => {
  if (limit.kind === 'plan-budget') return planBudgetWindow(candidate.day, documents) ?? '';
  const window = 'window' in limit ? windowLabel(limit.window, candidate.day, documents.plan.calendar) : '';
  return `${rule.rule.code}|${index}|${window}|${ownerOf(limit, candidate)}`;
};

const ownerOf = (limit: CompiledLimit['limit'], candidate: Omit<Candidate, 'lines' | 'frame'>): string => {
  switch (limit.kind) {
    case 'budget':
    case 'plan-budget':
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
