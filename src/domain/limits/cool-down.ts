import type { LimitNote } from '../awards/outcome.ts';
import { addDays, type LocalDate } from '../calendar/local-date.ts';
import type { Usage } from './usage.ts';

/** Refuses an award until `days` days have passed since the last one: with 7, a week later pays again. */
export const coolDown = (days: number, day: LocalDate, usage: Usage): LimitNote | undefined =>
  usage.lastDay !== undefined && day < addDays(usage.lastDay, days)
    ? { kind: 'cool-down', effect: 'refused', most: String(days), used: usage.lastDay }
    : undefined;
