import { type LocalDate, weekdayOf } from '../../domain/calendar/local-date.ts';

/**
 * The statutory holidays of China (国务院《全国年节及纪念日放假办法》, in force since 2025), without the days that are
 * moved around them each year. The demo plan's calendar lists the same days.
 */
export const PUBLIC_HOLIDAYS: ReadonlyMap<string, readonly string[]> = new Map([
  ['元旦', ['2025-01-01', '2026-01-01', '2027-01-01', '2028-01-01']],
  [
    '春节',
    [
      ...['2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'],
      ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'],
      ...['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08'],
      ...['2028-01-25', '2028-01-26', '2028-01-27', '2028-01-28'],
    ],
  ],
  ['清明节', ['2025-04-04', '2026-04-05', '2027-04-05', '2028-04-04']],
  ['劳动节', ['2025', '2026', '2027', '2028'].flatMap((year) => [`${year}-05-01`, `${year}-05-02`])],
  ['端午节', ['2025-05-31', '2026-06-19', '2027-06-09', '2028-05-28']],
  ['中秋节', ['2025-10-06', '2026-09-25', '2027-09-15', '2028-10-03']],
  [
    '国庆节',
    ['2025', '2026', '2027', '2028'].flatMap((year) => ['01', '02', '03'].map((day) => `${year}-10-${day}`)),
  ],
]);

const holidays = new Set([...PUBLIC_HOLIDAYS.values()].flat());

/** The distributor works from Monday to Saturday, holidays excepted. */
export const isWorkday = (date: LocalDate): boolean => weekdayOf(date) !== 7 && !holidays.has(date);
