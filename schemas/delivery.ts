import { z } from 'zod';
import { DateText } from './common.ts';

/** A fault of one activity. */
export const DeliveryFault = z.strictObject({
  pointer: z.string().meta({ description: 'JSON pointer to the place within the activity.' }),
  code: z.string(),
  message: z.string(),
});

/** What became of one activity that was delivered. */
export const DeliveryResult = z
  .strictObject({
    index: z.int().min(0).meta({ description: 'Its place in the delivery, from 0.' }),
    status: z.enum(['accepted', 'duplicate', 'conflict', 'rejected']).meta({
      description:
        'duplicate: known already, with the same content. conflict: known already, with other content; send a correction.',
    }),
    activity: z.string().optional().meta({ description: 'Internal id, of what is stored.' }),
    faults: z.array(DeliveryFault).optional(),
  })
  .meta({ id: 'DeliveryResult' });
export type DeliveryResult = z.infer<typeof DeliveryResult>;

/** What became of a delivery; each activity on its own, a bad one never loses the good ones. */
export const Delivery = z
  .strictObject({
    accepted: z.int().min(0),
    duplicates: z.int().min(0),
    refused: z.int().min(0),
    results: z.array(DeliveryResult),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;

/** An activity as it is stored, with codes; amounts are exact decimal texts. */
export const StoredActivity = z
  .strictObject({
    id: z.string().meta({ description: 'Internal id.' }),
    source: z.string(),
    sourceId: z.string().meta({ description: 'The id that its source gave it.' }),
    type: z.string(),
    time: z.string().meta({ description: 'When it occurred, ISO 8601 in UTC.' }),
    day: DateText,
    rep: z.string(),
    outlet: z.string().optional(),
    product: z.string().optional(),
    data: z.record(z.string(), z.union([z.string(), z.boolean()])),
    state: z.enum(['as-said', 'amended', 'voided']),
    reason: z.string().optional().meta({ description: 'Why it was amended or voided.' }),
  })
  .meta({ id: 'StoredActivity' });
export type StoredActivity = z.infer<typeof StoredActivity>;
