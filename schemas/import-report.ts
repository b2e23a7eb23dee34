import { z } from 'zod';

/** What would come of a file, row by row. */
export const ImportReport = z
  .strictObject({
    rows: z
      .int()
      .min(0)
      .meta({ description: 'Rows that would be taken, those that say nothing new included.' }),
    rejected: z.int().min(0).meta({ description: 'How many faults there are.' }),
    rejects: z
      .array(
        z.strictObject({
          file: z.string(),
          row: z
            .int()
            .min(0)
            .meta({ description: 'The line on which the row starts; 0 for the file as a whole.' }),
          column: z
            .string()
            .meta({ description: 'The heading of the column; empty for the row as a whole.' }),
          code: z.string(),
          message: z.string(),
        }),
      )
      .meta({ description: 'The first thousand of them.' }),
    inputs: z.array(
      z.strictObject({
        file: z.string(),
        rows: z.int().min(0),
        accepted: z.int().min(0),
        duplicates: z.int().min(0),
        rejected: z.int().min(0),
        encoding: z.string(),
        delimiter: z.string(),
      }),
    ),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof ImportReport>;
