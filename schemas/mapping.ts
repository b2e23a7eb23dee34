import { z } from 'zod';
import { AttributeName, DecimalLike } from './common.ts';
import { Condition } from './condition.ts';

/** What a file can hold. */
export const Holding = z.enum([
  'reps',
  'teams',
  'memberships',
  'outlets',
  'products',
  'targets',
  'activities',
]);
export type Holding = z.infer<typeof Holding>;

/** Where a field comes from: a column by its heading, a constant, or a column with a translation of its values. */
export const FieldSource = z.union([
  z.string().min(1).meta({ description: 'The heading of a column.' }),
  z.strictObject({ constant: z.union([z.string(), DecimalLike]) }),
  z.strictObject({
    column: z.string().min(1),
    values: z
      .record(z.string(), z.string())
      .optional()
      .meta({ description: 'Translates values; others stay.' }),
    otherwise: z.string().optional().meta({ description: 'Taken when the cell is empty.' }),
  }),
]);
export type FieldSource = z.infer<typeof FieldSource>;

export const MappedFile = z.strictObject({
  file: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/\\]+$/, 'a file name without a folder'),
  holds: Holding,
  where: Condition.optional().meta({
    description:
      'Which rows count; the facts are the headings of the columns, all of them texts. Others are skipped.',
  }),
  fields: z
    .record(AttributeName, FieldSource)
    .meta({ description: 'Field of the holding → where it comes from.' }),
  distinct: z.boolean().default(false).meta({
    description: 'Rows that give the same record again are the same record (a team named by each rep).',
  }),
});
export type MappedFile = z.infer<typeof MappedFile>;

/** How files that were not made for Laurel are read, without touching them. */
export const Mapping = z
  .strictObject({ $schema: z.string().optional(), files: z.array(MappedFile).min(1).max(100) })
  .meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof Mapping>;
