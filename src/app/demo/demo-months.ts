import {
  dateOfDayNumber,
  dayNumberFromCivil,
  type LocalDate,
  monthOf,
  yearOf,
} from '../../domain/calendar/local-date.ts';

/** A calendar month by its label, such as 2026-11; `to` is the first day of the next one. */
export type DemoMonth = Readonly<{ label: string; from: LocalDate; to: LocalDate }>;

/** So many months in a row, oldest first; the last one is that of the date. */
export const monthsUpTo = (date: LocalDate, count: number): readonly DemoMonth[] =>
  Array.from({ length: count }, (_, index) => monthAt(date, index - count + 1));

const monthAt = (date: LocalDate, later: number): DemoMonth => {
  const first = (month: number) =>
    dateOfDayNumber(dayNumberFromCivil(Math.floor(month / 12), (month % 12) + 1, 1));
  const month = yearOf(date) * 12 + monthOf(date) - 1 + later;
  const from = first(month);
  return { label: from.slice(0, 7), from, to: first(month + 1) };
};
