import type { Calendar } from '../../../schemas/calendar.ts';
import type { PeriodUnit } from '../../../schemas/common.ts';
import { addDays, type LocalDate } from './local-date.ts';
import { type Period, periodContaining, previousPeriod } from './period.ts';

/**
 * The span a fact looks at, relative to the moment of judging: a unit's current period (or one `ago` periods back),
 * several periods before it, the last n days, or everything so far.
 */
export type WindowSpec =
  | Readonly<{ kind: 'unit'; unit: PeriodUnit; ago: number }>
  | Readonly<{ kind: 'previous'; unit: PeriodUnit | undefined; count: number }>
  | Readonly<{ kind: 'rolling'; days: number }>
  | Readonly<{ kind: 'lifetime' }>;

/** Half-open local dates; `from` is undefined for everything since the beginning. */
export type DayRange = Readonly<{ from: LocalDate | undefined; to: LocalDate }>;

/** When something is judged: on which day (included), and for which period of its rule. */
export type Moment = Readonly<{ day: LocalDate; period: Period | undefined }>;

const UNITS: readonly string[] = ['day', 'week', 'xun', 'month', 'quarter', 'year'] satisfies PeriodUnit[];
const isUnit = (text: string): text is PeriodUnit => UNITS.includes(text);

/**
 * Reads `day` … `year`, `lifetime`, `rolling-30` (days, today included), `previous-3` (the three periods before the
 * rule's own, together) or `previous-3-month`; undefined when it is none of them.
 */
export const parseWindow = (text: string, ago = 0): WindowSpec | undefined => {
  if (isUnit(text)) return { kind: 'unit', unit: text, ago };
  if (text === 'lifetime') return { kind: 'lifetime' };
  const rolling = /^rolling-([1-9]\d{0,3})$/.exec(text);
  if (rolling?.[1]) return { kind: 'rolling', days: Number(rolling[1]) };
  const previous = /^previous-([1-9]\d{0,2})(?:-([a-z]+))?$/.exec(text);
  if (!previous?.[1]) return undefined;
  const unit = previous[2];
  if (unit !== undefined && !isUnit(unit)) return undefined;
  return { kind: 'previous', unit, count: Number(previous[1]) };
};

/**
 * The days a window covers at a moment. The current period is covered up to and including the moment's day, so that
 * the same words mean “so far” for an instant rule and “the whole period” at its close.
 */
export const windowRange = (calendar: Calendar, window: WindowSpec, moment: Moment): DayRange => {
  const tomorrow = addDays(moment.day, 1);
  switch (window.kind) {
    case 'lifetime':
      return { from: undefined, to: tomorrow };
    case 'rolling':
      return { from: addDays(tomorrow, -window.days), to: tomorrow };
    case 'unit': {
      const period = periodAt(calendar, window.unit, window.ago, moment);
      return { from: period.from, to: period.to < tomorrow ? period.to : tomorrow };
    }
    case 'previous': {
      const unit = window.unit ?? moment.period?.unit ?? 'month';
      const current = periodContaining(calendar, unit, moment.day);
      return { from: previousPeriod(calendar, current, window.count).from, to: current.from };
    }
  }
};

/** The period of a unit at the moment, or `ago` periods before it. */
export const periodAt = (calendar: Calendar, unit: PeriodUnit, ago: number, moment: Moment): Period => {
  const current = periodContaining(calendar, unit, moment.day);
  return ago === 0 ? current : previousPeriod(calendar, current, ago);
};
