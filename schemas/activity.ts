import { z } from 'zod';
import { attributesOf, Code, Currency, GivenDecimal, MasterCode, textOfAtMost } from './common.ts';

/** What an attribute of an activity can be said to be; its type is declared in the plan. */
export const AttributeValue = z.union([textOfAtMost(4000), z.number(), z.boolean(), z.null()]);

/** What an activity says: standard fields, shares of the credit, and the attributes its type declares. */
export const ActivityData = z
  .object({
    outlet: MasterCode.optional(),
    product: MasterCode.optional(),
    amount: GivenDecimal.optional(),
    currency: Currency.optional(),
    quantity: GivenDecimal.optional(),
    shares: z
      .array(z.strictObject({ rep: MasterCode, share: GivenDecimal }))
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'Credit split over several reps; the shares sum to 1.' }),
  })
  .catchall(AttributeValue)
  .meta({ id: 'ActivityData', description: 'A field that is null or empty is as if it were left out.' });
export type ActivityData = z.infer<typeof ActivityData>;

/**
 * An activity in a CloudEvents 1.0 envelope. (source, id) is its identity within a tenant: the same identity with
 * the same content is a duplicate, with other content a conflict.
 */
export const Activity = z
  .object({
    specversion: z.literal('1.0').default('1.0'),
    id: MasterCode.meta({ description: 'Its id within the source.' }),
    source: MasterCode.meta({ description: 'The system that it comes from.' }),
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
    original: z.strictObject({ source: MasterCode, id: MasterCode }),
    reason: textOfAtMost(1000).optional(),
    subject: MasterCode.optional(),
    data: attributesOf(AttributeValue).optional(),
  })
  .meta({ id: 'CorrectionData' });
export type CorrectionData = z.infer<typeof CorrectionData>;
