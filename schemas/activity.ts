import { z } from 'zod';
import { AttributeName, Code, Currency, DecimalLike, MasterCode } from './common.ts';

const AttributeValue = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);

/** What an activity says: standard fields, shares of the credit, and the attributes its type declares. */
export const ActivityData = z
  .object({
    outlet: MasterCode.optional(),
    product: MasterCode.optional(),
    amount: DecimalLike.optional(),
    currency: Currency.optional(),
    quantity: DecimalLike.optional(),
    shares: z
      .array(z.strictObject({ rep: MasterCode, share: DecimalLike }))
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'Credit split over several reps; the shares sum to 1.' }),
  })
  .catchall(AttributeValue)
  .meta({ id: 'ActivityData' });
export type ActivityData = z.infer<typeof ActivityData>;

/**
 * An activity in a CloudEvents 1.0 envelope. (source, id) is its identity within a tenant: the same identity with
 * the same content is a duplicate, with other content a conflict.
 */
export const Activity = z
  .object({
    specversion: z.literal('1.0').default('1.0'),
    id: z.string().min(1).max(200),
    source: z.string().min(1).max(200),
    type: Code,
    time: z.string().min(8).max(40).meta({
      description:
        'ISO 8601; without an offset it is local time of the plan, a date alone is local midnight.',
    }),
    subject: MasterCode.meta({ description: 'Code of the rep.' }),
    datacontenttype: z.string().optional(),
    data: ActivityData.default({}),
  })
  .meta({ id: 'Activity' });
export type Activity = z.infer<typeof Activity>;

/** The two types of correction; they name the original and act at its place in the order of time. */
export const CORRECTION_TYPES = { void: 'activity.voided', amend: 'activity.amended' } as const;

/** The data of a correction. An amendment's `data` replaces the named fields of the original; null removes one. */
export const CorrectionData = z
  .strictObject({
    original: z.strictObject({ source: z.string().min(1).max(200), id: z.string().min(1).max(200) }),
    reason: z.string().max(1000).optional(),
    subject: MasterCode.optional(),
    data: z.record(AttributeName, AttributeValue).optional(),
  })
  .meta({ id: 'CorrectionData' });
export type CorrectionData = z.infer<typeof CorrectionData>;
