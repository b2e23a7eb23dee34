import type { SubjectKind } from '../../../schemas/common.ts';
import type { DayRange } from '../calendar/window.ts';
import type { FactNumber } from '../facts/fact-value.ts';

/**
 * Whose figure: a rep's; a team's with the teams below it (credit as of each activity); that of all teams a rep
 * manages; or everybody's.
 */
export type MetricLevel = SubjectKind | 'managed' | 'company';

export type MetricQuestion = Readonly<{
  metric: string;
  level: MetricLevel;
  /** Internal id of the rep or team; empty for the company. */
  subject: string;
  range: DayRange;
  /** Internal id of the outlet or product, for figures kept for each of them. */
  dimension: string | undefined;
}>;

/**
 * Answers what a counted metric is over a range of days. Nothing counted is 0; the minimum or maximum of nothing is
 * undefined. Everything asked has been loaded before: no answer does I/O.
 */
export type MetricReader = Readonly<{
  read(question: MetricQuestion): FactNumber | undefined;
  /** Epoch milliseconds of the last activity counted, which decides ties by who got there first. */
  lastAt(question: MetricQuestion): number | undefined;
}>;

/** The text under which a question's answer is kept. */
export const questionKey = ({ metric, level, range, dimension }: Omit<MetricQuestion, 'subject'>): string =>
  `${metric}|${level}|${range.from ?? ''}|${range.to}|${dimension ?? ''}`;
