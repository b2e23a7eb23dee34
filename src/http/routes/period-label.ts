import { z } from 'zod';

/** A period as people write it. */
export const PeriodLabel = z
  .string()
  .regex(/^[\dWQABC-]{4,10}$/, 'a period such as 2017-03-09, 2017-W10, 2017-03, 2017-03-A, 2017-Q3 or 2017')
  .meta({
    description: 'Day 2017-03-09, week 2017-W10, month 2017-03, 旬 2017-03-A, quarter 2017-Q3 or year 2017.',
  });
