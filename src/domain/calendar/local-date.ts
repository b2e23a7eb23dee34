declare const localDateBrand: unique symbol;

/** A real date of the Gregorian calendar, 'YYYY-MM-DD', in some time zone. Compares by `<` in time order. */
export type LocalDate = string & { readonly [localDateBrand]: true };

/** Years that `parseLocalDate` accepts. Arithmetic may leave them, e.g. for the end of the last period. */
export const DATE_YEARS = { first: 1900, last: 2199 } as const;

/** The date as people wrote it, or undefined unless it is 'YYYY-MM-DD', exists, and lies in DATE_YEARS. */
export function parseLocalDate(text: string): LocalDate | undefined {
  const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  return match ? realDate(Number(match[1]), Number(match[2]), Number(match[3])) : undefined;
}

/** The date of these numbers (month and day from 1), or undefined unless it exists and lies in DATE_YEARS. */
export function realDate(year: number, month: number, day: number): LocalDate | undefined {
  if (year < DATE_YEARS.first || year > DATE_YEARS.last || month < 1 || month > 12 || day < 1)
    return undefined;
  const number = dayNumberFromCivil(year, month, day);
  const date = dateOfDayNumber(number);
  // A day past the month's end rolls over into the next month.
  return date.endsWith(twoDigits(day)) ? date : undefined;
}

/** The date `days` later, or earlier when negative. Throws RangeError beyond the years 1000 to 9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumberOf(date) + days);
}

/** Days from the first to the second date; negative when the second is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}

/** ISO weekday: 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: LocalDate): number {
  return weekdayOfDayNumber(dayNumberOf(date));
}

/** As `weekdayOf`, for a day number. */
export function weekdayOfDayNumber(dayNumber: number): number {
  // Day 0 was a Thursday.
  return modulo(dayNumber + 3, 7) + 1;
}

/** Days since 1970-01-01. */
export function dayNumberOf(date: LocalDate): number {
  return dayNumberFromCivil(yearOf(date), monthOf(date), dayOf(date));
}

/**
 * Days since 1970-01-01 for a year, month (1–12) and day; days past the month's end roll over.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil.
 */
export function dayNumberFromCivil(year: number, month: number, day: number): number {
  const shiftedYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(shiftedYear / 400);
  const yearOfEra = shiftedYear - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const FIRST_DAY = dayNumberFromCivil(1000, 1, 1);
const LAST_DAY = dayNumberFromCivil(9999, 12, 31);

/**
 * The date of a day number. Throws RangeError beyond the years 1000 to 9999 and for fractions.
 * Source: as `dayNumberFromCivil`, civil_from_days.
 */
export function dateOfDayNumber(dayNumber: number): LocalDate {
  if (!Number.isInteger(dayNumber) || dayNumber < FIRST_DAY || dayNumber > LAST_DAY) {
    throw new RangeError('a date must lie in the years 1000 to 9999');
  }
  const shifted = dayNumber + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${twoDigits(month)}-${twoDigits(day)}` as LocalDate;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

/** 1–12. */
export function monthOf(date: LocalDate): number {
  return Number(date.slice(5, 7));
}

/** Day of the month, from 1. */
export function dayOf(date: LocalDate): number {
  return Number(date.slice(8, 10));
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The remainder with the sign of the divisor, which `%` does not give for days before 1970. */
export function modulo(value: number, divisor: number): number {
  return value - Math.floor(value / divisor) * divisor;
}
