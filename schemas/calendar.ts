import { z } from 'zod';

/** Dates the calendar arithmetic is meant for; a year outside of it is a typing error. */
const YEARS = { first: 1900, last: 2199 } as const;

const CalendarDate = z.iso
  .date()
  .refine((date) => Number(date.slice(0, 4)) >= YEARS.first && Number(date.slice(0, 4)) <= YEARS.last, {
    error: `The year must be between ${YEARS.first} and ${YEARS.last}`,
  })
  .meta({ description: 'A date, YYYY-MM-DD' });

const NamedDate = z.strictObject({
  date: CalendarDate,
  name: z.string().min(1).max(80).optional().meta({ description: 'What people call the day, e.g. 国庆节' }),
});

const MAX_DAYS = 2_000;

/** A tenant's company calendar: time zone, company months, fiscal years, working days. */
export const Calendar = z
  .strictObject({
    timeZone: z
      .string()
      .max(64)
      .refine(isTimeZone, { error: 'Not an IANA time zone such as Asia/Shanghai' })
      .meta({ description: 'IANA time zone in which days begin and end, e.g. Asia/Shanghai' }),
    monthStartDay: z.int().min(1).max(28).default(1).meta({
      description:
        'Day on which a company month starts; from 2 on it is named after the month in which it ends',
    }),
    fiscalYearStartMonth: z.int().min(1).max(12).default(1).meta({
      description:
        'Company month with which a fiscal year starts; it is named after the year in which it ends',
    }),
    workingDays: z
      .array(z.int().min(1).max(7))
      .min(1)
      .max(7)
      .refine((days) => new Set(days).size === days.length, { error: 'A weekday occurs twice' })
      .default([1, 2, 3, 4, 5])
      .meta({ description: 'ISO weekdays that are worked: 1 is Monday, 7 is Sunday' }),
    holidays: z
      .array(NamedDate)
      .max(MAX_DAYS)
      .default([])
      .meta({ description: 'Days off that would otherwise be worked' }),
    makeUpDays: z
      .array(NamedDate)
      .max(MAX_DAYS)
      .default([])
      .meta({ description: 'Days worked that would otherwise be off (调休)' }),
  })
  .superRefine(({ holidays, makeUpDays }, context) => {
    const off = new Set(holidays.map(({ date }) => date));
    makeUpDays.forEach(({ date }, index) => {
      if (!off.has(date)) return;
      context.addIssue({
        code: 'custom',
        path: ['makeUpDays', index, 'date'],
        message: `${date} is a holiday and a make-up day; remove one of them`,
      });
    });
  })
  .meta({ description: 'The company calendar of a tenant' });

export type Calendar = z.infer<typeof Calendar>;

/** Intl also takes fixed offsets such as +08:00, which know no rules and are therefore refused. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
