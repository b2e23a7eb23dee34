import type { OutcomeLine } from '../awards/outcome.ts';
import type { LocalDate } from '../calendar/local-date.ts';

/** What has been granted under one limit so far. */
export type Usage = Readonly<{
  count: number;
  /** Minor units by reward index. */
  amounts: ReadonlyMap<number, bigint>;
  lastDay: LocalDate | undefined;
}>;

export const UNUSED: Usage = { count: 0, amounts: new Map(), lastDay: undefined };

/** The usage of every limit of every rule, by the key of limit, window and subject or outlet. */
export type UsageBook = Readonly<{
  of(key: string): Usage;
  /** Counts `count` awards, whose lines are given added up. */
  add(key: string, day: LocalDate, lines: readonly UsedLine[], count?: number): void;
}>;

/** What of a line is used up. */
export type UsedLine = Pick<OutcomeLine, 'index' | 'amountMinor'>;

/** Under which every rule counts what it grants of a prize. */
export const stockKey = (prize: string): string => `stock|${prize}`;

/** Under which every rule counts the cash it grants within a window of the plan's budget. */
export const planBudgetKey = (window: string): string => `plan-budget|${window}`;

export const createUsageBook = (): UsageBook => {
  const book = new Map<
    string,
    { count: number; amounts: Map<number, bigint>; lastDay: LocalDate | undefined }
  >();
  return {
    of: (key) => book.get(key) ?? UNUSED,
    add: (key, day, lines, count = 1) => {
      const usage = book.get(key) ?? { count: 0, amounts: new Map<number, bigint>(), lastDay: undefined };
      usage.count += count;
      if (usage.lastDay === undefined || usage.lastDay < day) usage.lastDay = day;
      for (const line of lines) {
        usage.amounts.set(line.index, (usage.amounts.get(line.index) ?? 0n) + line.amountMinor);
      }
      book.set(key, usage);
    },
  };
};
