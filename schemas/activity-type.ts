import { z } from 'zod';
import { AttributeName, Bilingual, Code } from './common.ts';

export const AttributeType = z.enum(['text', 'decimal', 'integer', 'boolean', 'date', 'instant']);
export type AttributeType = z.infer<typeof AttributeType>;

/** A field calculated from the activity and its master data, so that a rule can name it. */
export const DerivedField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('days-between'), from: AttributeName, to: AttributeName }).meta({
    description: 'Whole local days from one date or instant to the other; `time` is the activity’s own.',
  }),
  z.strictObject({
    kind: z.enum(['product', 'sum', 'difference']),
    of: z.array(AttributeName).min(2).max(10),
  }),
  z
    .strictObject({
      kind: z.literal('lookup'),
      from: z.enum(['rep', 'outlet', 'product']),
      attribute: AttributeName,
    })
    .meta({ description: 'An attribute of the rep, outlet or product of the activity.' }),
]);
export type DerivedField = z.infer<typeof DerivedField>;

export const ActivityType = z
  .strictObject({
    type: Code,
    name: Bilingual,
    requires: z
      .array(z.enum(['outlet', 'product', 'amount', 'quantity']))
      .default([])
      .meta({ description: 'Standard fields without which an activity of this type is refused.' }),
    attributes: z
      .record(
        AttributeName,
        z.strictObject({
          type: AttributeType,
          name: Bilingual.optional(),
          required: z.boolean().default(false),
          personal: z.boolean().optional().meta({
            description:
              'A position, a photo or whatever else says more of a person than figures need. Rules see no more of it than whether it was given, few see it, and it is erased after the plan’s `retention`.',
          }),
        }),
      )
      .default({}),
    derived: z.record(AttributeName, DerivedField).default({}),
  })
  .meta({ id: 'ActivityType' });
export type ActivityType = z.infer<typeof ActivityType>;

export const ActivityTypes = z.array(ActivityType).max(200);
