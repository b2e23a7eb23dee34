import { z } from 'zod';
import { Award } from './award.ts';
import { Bilingual } from './common.ts';

/** How a value is to be read: a plain figure, a share of 1, or a yes or no, a date or a text. */
export const ValueKind = z.enum(['figure', 'share', 'text']);

/** One condition of the rule: what was needed, and what was the case. */
export const Check = z
  .strictObject({
    name: Bilingual,
    span: Bilingual.optional().meta({ description: 'Over which days and where it was counted.' }),
    group: Bilingual.optional().meta({ description: 'Of which only one has to be met, or none.' }),
    kind: ValueKind,
    unit: z.string(),
    operator: z.string().meta({ description: 'Such as `greaterThanInclusive`.' }),
    expected: z.string().nullable(),
    actual: z.string().nullable().meta({ description: 'Null for unknown.' }),
    met: z.boolean().nullable().meta({ description: 'Null for unknown.' }),
  })
  .meta({ id: 'Check' });
export type Check = z.infer<typeof Check>;

/** One step of an amount: a formula with the numbers that went in, and what came out. */
export const AmountStep = z
  .strictObject({
    formula: z.string(),
    name: Bilingual.optional().meta({ description: 'Of the figure that was read, for `fact`.' }),
    unit: z.string().optional(),
    inputs: z.record(z.string(), z.string().nullable()),
    parts: z.array(z.record(z.string(), z.string().nullable())).optional(),
    result: z.string().nullable(),
  })
  .meta({ id: 'AmountStep' });
export type AmountStep = z.infer<typeof AmountStep>;

/** An award with everything that led to it, in words. */
export const AwardWhy = z
  .strictObject({
    award: Award,
    ruleDescription: Bilingual.optional(),
    step: Bilingual.optional().meta({ description: 'The step of the rule that was reached.' }),
    checks: z.array(Check),
    place: z
      .strictObject({ rank: z.int(), shared: z.int(), of: z.int() })
      .optional()
      .meta({ description: 'Where a ranking decided.' }),
    amounts: z.array(z.strictObject({ index: z.int().min(0), steps: z.array(AmountStep) })),
    limits: z.array(
      z.strictObject({ kind: z.string(), effect: z.string(), most: z.string(), used: z.string() }),
    ),
  })
  .meta({ id: 'AwardWhy' });
export type AwardWhy = z.infer<typeof AwardWhy>;
