import { z } from 'zod';
import { AttributeType } from './activity-type.ts';
import { Calendar } from './calendar.ts';
import { AttributeName, Bilingual, Code, Currency, DateText, DecimalLike, PeriodUnit } from './common.ts';

export const Budget = z.strictObject({
  amount: DecimalLike,
  window: PeriodUnit.meta({ description: 'The amount is for each period of this unit.' }),
});

export const Board = z.strictObject({
  code: Code,
  metric: Code,
  above: DecimalLike.optional().meta({ description: 'Only values greater than this are listed.' }),
  ties: z.enum(['same', 'earliest']).default('same'),
});
export type Board = z.infer<typeof Board>;

const attributesOf = z.record(AttributeName, AttributeType).default({});

/** An incentive plan: the frame its rules live in. */
export const Plan = z
  .strictObject({
    $schema: z.string().optional(),
    code: Code,
    name: Bilingual,
    currency: Currency,
    calendar: Calendar,
    payCycle: PeriodUnit,
    budget: Budget.optional(),
    paysFrom: DateText.optional().meta({
      description: 'Windows that close on or before this day pay nothing.',
    }),
    attributes: z
      .strictObject({ rep: attributesOf, outlet: attributesOf, product: attributesOf })
      .prefault({})
      .meta({
        description: 'The further columns of reps, outlets and products that rules may use, and their types.',
      }),
    retention: z
      .strictObject({
        personalDays: z.int().min(1).max(3660).default(180).meta({
          description: 'After so many days, personal attributes of activities are erased.',
        }),
        leaversDays: z.int().min(1).max(36600).optional().meta({
          description:
            'So many days after the last day of employment, a person is erased; never when left out.',
        }),
      })
      .optional()
      .meta({
        description: 'How long personal data are kept; 180 days for positions and photos when left out.',
      }),
    leagues: z.array(z.strictObject({ code: Code, name: Bilingual })).default([]),
    boards: z.array(Board).max(50).default([]),
  })
  .meta({ id: 'Plan' });
export type Plan = z.infer<typeof Plan>;
