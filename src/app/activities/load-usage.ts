import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { type Span, windowSpan } from '../../domain/calendar/window-of-day.ts';
import { planBudgetWindow } from '../../domain/limits/apply-limits.ts';
import { stockKey, type UsageBook } from '../../domain/limits/usage.ts';
import type { CompiledRule, RuleSet } from '../../domain/rules/rule-set.ts';
import { cashGranted, prizesGranted, type RuleWindow } from '../../storage/award-usage.ts';
import type { Queryable } from '../../storage/database.ts';

/**
 * Enters into the book what all rules have used of what they share, as far as these rules are bound by it: the stock
 * of their prizes, and the plan's budget in the windows of `day`. What is judged anew is left out.
 */
export const loadSharedUsage = async (
  tx: Queryable,
  tenant: string,
  { documents }: RuleSet,
  rules: readonly CompiledRule[],
  days: Span,
  except: readonly RuleWindow[],
  book: UsageBook,
): Promise<void> => {
  const prizes = stockedPrizes(rules, documents.prizes);
  if (prizes.length > 0) {
    for (const { item, units } of await prizesGranted(tx, tenant, prizes, except)) {
      book.add(stockKey(item), FIRST_DAY, [{ index: 0, amountMinor: BigInt(units) }]);
    }
  }
  const bounded = rules.some(({ limits }) => limits.some(({ limit }) => limit.kind === 'plan-budget'));
  if (!bounded) return;
  for (const { day, amountMinor } of await cashGranted(tx, tenant, days, except)) {
    const key = planBudgetWindow(day as LocalDate, documents);
    if (key !== undefined) book.add(key, day as LocalDate, [{ index: 0, amountMinor: BigInt(amountMinor) }]);
  }
};

/** A stock has no day of its own. */
const FIRST_DAY = '1900-01-01' as LocalDate;

const stockedPrizes = (
  rules: readonly CompiledRule[],
  prizes: RuleSet['documents']['prizes'],
): readonly string[] => {
  const items = rules.flatMap(({ steps }) => steps.flatMap(({ rewards }) => rewards.map(({ item }) => item)));
  return [...new Set(items)].filter((item) => prizes.get(item)?.stock !== undefined);
};

/** The days of the plan's budget windows, or of the rules' own limits, that any of these days lies in. */
export const limitSpans = (
  rules: readonly CompiledRule[],
  days: readonly LocalDate[],
  { documents: { plan } }: RuleSet,
): Span[] => {
  const windows = new Set(
    rules.flatMap(({ limits }) =>
      limits.flatMap(({ limit }) => {
        if (limit.kind === 'hold') return [];
        if (limit.kind === 'plan-budget') return plan.budget?.window ?? [];
        return 'window' in limit ? limit.window : ('lifetime' as const);
      }),
    ),
  );
  return [...windows].flatMap((window) => days.map((day) => windowSpan(window, day, plan.calendar)));
};
