import { z } from 'zod';
import { Code, DecimalLike } from './common.ts';
import { FactRef } from './condition.ts';

/** One band of a `bands` amount: from (included) to (excluded; the next band's `from` when left out). */
export type Band = {
  readonly from: DecimalLike;
  readonly to?: DecimalLike | undefined;
  readonly rate?: Amount | undefined;
  readonly amount?: Amount | undefined;
};

/**
 * An amount as data: a number, a fact, or a formula over amounts. Formulas nest; every part of one may be a fact,
 * such as the rep's own commission rate.
 */
export type Amount =
  | DecimalLike
  | FactRef
  | { readonly kind: 'fixed'; readonly amount: Amount }
  | {
      readonly kind: 'per-unit';
      readonly rate: Amount;
      readonly of: Amount;
      readonly over?: Amount | undefined;
      readonly upTo?: Amount | undefined;
    }
  | {
      readonly kind: 'bands';
      readonly on: Amount;
      readonly mode: 'marginal' | 'whole';
      readonly base?: Amount | undefined;
      readonly bands: readonly Band[];
    }
  | {
      readonly kind: 'linear';
      readonly amount: Amount;
      readonly of: Amount;
      readonly around: Amount;
      readonly rate: Amount;
    }
  | { readonly kind: 'places'; readonly amounts: readonly Amount[] }
  | {
      readonly kind: 'pool';
      readonly total: Amount;
      readonly share: 'equal' | 'contribution';
      readonly by?: Amount | undefined;
    }
  | { readonly kind: 'guarantee'; readonly earned: Amount; readonly level: Amount }
  | {
      readonly kind: 'draw';
      readonly earned: Amount;
      readonly level: Amount;
      readonly outstanding: Amount;
    }
  | {
      readonly kind: 'cap';
      readonly amount: Amount;
      readonly most?: Amount | undefined;
      readonly least?: Amount | undefined;
    }
  | { readonly kind: 'min' | 'max' | 'sum' | 'product'; readonly of: readonly Amount[] }
  | { readonly kind: 'difference' | 'quotient'; readonly of: readonly [Amount, Amount] };

export const Amount: z.ZodType<Amount> = z
  .lazy(() => z.union([DecimalLike, FactRef, Formula]))
  .meta({ id: 'Amount', description: 'A number, a fact, or a formula.' });

/** A formula. Its many schemas are built when the first one is checked, which running a published plan seldom asks for. */
export const Formula = z.lazy(() => formulas()).meta({ id: 'Formula' });

const formulas = () => {
  const operands = z.array(Amount).min(1).max(20);
  const pair = z.tuple([Amount, Amount]);

  const Band = z
    .strictObject({
      from: DecimalLike,
      to: DecimalLike.optional(),
      rate: Amount.optional(),
      amount: Amount.optional(),
    })
    .refine(
      (band) => (band.rate === undefined) !== (band.amount === undefined),
      'give either a rate or an amount',
    );

  return z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('fixed'), amount: Amount }),
    z
      .strictObject({
        kind: z.literal('per-unit'),
        rate: Amount,
        of: Amount,
        over: Amount.optional(),
        upTo: Amount.optional(),
      })
      .meta({ description: 'rate × the part of `of` above `over` and up to `upTo`; never below 0.' }),
    z
      .strictObject({
        kind: z.literal('bands'),
        on: Amount.meta({
          description: 'The measured value; for an attainment the parts are taken from the metric.',
        }),
        mode: z.enum(['marginal', 'whole']),
        base: Amount.optional().meta({
          description: 'whole: what a rate is applied to; `on` when left out.',
        }),
        bands: z.array(Band).min(1).max(50),
      })
      .meta({
        description:
          'marginal: each band pays for its own part; whole: the band reached pays for everything.',
      }),
    z
      .strictObject({ kind: z.literal('linear'), amount: Amount, of: Amount, around: Amount, rate: Amount })
      .meta({ description: '`amount` at `around`, and ± rate for each unit above or below.' }),
    z
      .strictObject({ kind: z.literal('places'), amounts: z.array(Amount).min(1).max(100) })
      .meta({ description: 'One amount a place of the ranking of the rule.' }),
    z
      .strictObject({
        kind: z.literal('pool'),
        total: Amount,
        share: z.enum(['equal', 'contribution']),
        by: Amount.optional().meta({ description: 'The contribution or weight of a member.' }),
      })
      .meta({ description: 'The rounded total, shared among the members to the last cent.' }),
    z
      .strictObject({ kind: z.literal('guarantee'), earned: Amount, level: Amount })
      .meta({ description: 'Tops what was earned up to the level.' }),
    z
      .strictObject({ kind: z.literal('draw'), earned: Amount, level: Amount, outstanding: Amount })
      .meta({ description: 'Advances what is missing to the level and recovers it when more is earned.' }),
    z.strictObject({
      kind: z.literal('cap'),
      amount: Amount,
      most: Amount.optional(),
      least: Amount.optional(),
    }),
    ...(['min', 'max', 'sum', 'product'] as const).map((kind) =>
      z.strictObject({ kind: z.literal(kind), of: operands }),
    ),
    ...(['difference', 'quotient'] as const).map((kind) =>
      z.strictObject({ kind: z.literal(kind), of: pair }),
    ),
  ]);
};

/** A code used as the key of a step or level of a rule. */
export const StepCode = Code;
