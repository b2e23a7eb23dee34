import { z } from 'zod';

/** Weeks, quarters, months, 旬 and years reach a year further than days, so that each has the day it begins and ends with. */
const PATTERN =
  /^((1899|(19|20|21)\d{2}|2200)(-(W(0[1-9]|[1-4]\d|5[0-3])|Q[1-4]|(0[1-9]|1[0-2])(-[ABC])?))?|(19|20|21)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))$/;

const DAY = 86_400_000;

/** The last days of some months, and the last week of some years, are not there. */
const exists = (label: string): boolean => {
  if (label[5] === 'W') {
    const year = Number(label.slice(0, 4));
    // Week 1 holds January 4, and the 28th of December lies in the last one (ISO 8601).
    const weekday = (new Date(Date.UTC(year, 0, 4)).getUTCDay() + 6) % 7;
    const monday = Date.UTC(year, 0, 4) - weekday * DAY + (Number(label.slice(6)) - 1) * 7 * DAY;
    return monday <= Date.UTC(year, 11, 28);
  }
  if (!/^.{7}-\d\d$/.test(label)) return true;
  const day = new Date(`${label}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(label);
};

/** A period as people write it. */
export const PeriodLabel = z
  .string()
  .regex(PATTERN, 'a period such as 2017-03-09, 2017-W10, 2017-03, 2017-03-A, 2017-Q3 or 2017')
  .refine(exists, 'a period of the calendar')
  .meta({
    description: 'Day 2017-03-09, week 2017-W10, month 2017-03, 旬 2017-03-A, quarter 2017-Q3 or year 2017.',
  });
