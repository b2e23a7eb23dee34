import type { Calendar } from '../../../schemas/calendar.ts';
import type { Window } from '../../../schemas/common.ts';
import type { LocalDate } from './local-date.ts';
import { periodContaining } from './period.ts';

/** Half-open local dates; undefined means since the beginning, and for ever. */
export type Span = Readonly<{ from: LocalDate | undefined; to: LocalDate | undefined }>;

/** The label of the window a day lies in. */
export const windowLabel = (window: Window, day: LocalDate, calendar: Calendar): string =>
  window === 'lifetime' ? 'lifetime' : periodContaining(calendar, window, day).label;

/** The days of the window a day lies in. */
export const windowSpan = (window: Window, day: LocalDate, calendar: Calendar): Span => {
  if (window === 'lifetime') return { from: undefined, to: undefined };
  const { from, to } = periodContaining(calendar, window, day);
  return { from, to };
};

/** One span over several, with what lies between them. */
export const spanOver = (spans: readonly Span[]): Span | undefined =>
  spans.length === 0
    ? undefined
    : spans.reduce((a, b) => ({
        from: a.from === undefined || b.from === undefined ? undefined : a.from < b.from ? a.from : b.from,
        to: a.to === undefined || b.to === undefined ? undefined : a.to > b.to ? a.to : b.to,
      }));
