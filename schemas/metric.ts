import { z } from 'zod';
import { AttributeName, Bilingual, Code } from './common.ts';
import { Condition } from './condition.ts';

const named = { code: Code, name: Bilingual, unit: z.string().max(20).default('') };
const counted = {
  activities: z.array(Code).min(1).max(50).meta({ description: 'The activity types that feed the metric.' }),
  where: Condition.optional().meta({
    description:
      'Which of these activities count; over the facts of the activity, its rep, outlet and product.',
  }),
  per: z
    .enum(['outlet', 'product'])
    .optional()
    .meta({ description: 'Kept for each outlet or product too, so that rules can ask for “this outlet”.' }),
};

/** A declared figure: what is counted of which activities. A new metric needs a line here and no code. */
export const Metric = z
  .discriminatedUnion('aggregate', [
    z.strictObject({ ...named, ...counted, aggregate: z.literal('count') }),
    z.strictObject({ ...named, ...counted, aggregate: z.enum(['sum', 'min', 'max']), of: AttributeName }),
    z.strictObject({ ...named, ...counted, aggregate: z.literal('countDistinct'), of: AttributeName }),
    z.strictObject({
      ...named,
      ...counted,
      aggregate: z.literal('firstDistinct'),
      of: AttributeName,
      scope: z.enum(['tenant', 'rep']).meta({ description: 'First for the whole tenant, or for the rep.' }),
    }),
    z.strictObject({
      ...named,
      aggregate: z.literal('ratio'),
      numerator: Code,
      denominator: z.union([Code, z.strictObject({ masterData: z.literal('assigned-outlets') })]),
    }),
  ])
  .meta({ id: 'Metric' });
export type Metric = z.infer<typeof Metric>;
export type CountedMetric = Exclude<Metric, { aggregate: 'ratio' }>;

export const Metrics = z.array(Metric).max(500);
