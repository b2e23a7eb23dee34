import { z } from 'zod';
import { AttributeName } from './common.ts';

/** A JSON value as a rule document may hold it. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
const JsonValue: z.ZodType<Json> = z.lazy(() =>
  z.union([
    z.string().max(4000),
    z.number(),
    z.boolean(),
    z.null(),
    z.array(JsonValue),
    z.record(
      z.string().refine((key) => key !== '__proto__', 'a reserved name'),
      JsonValue,
    ),
  ]),
);

/** A reference to a fact of the catalogue: its name, its parameters and, for structured facts, a dotted path. */
export type FactRef = {
  readonly fact: string;
  readonly params?: { readonly [key: string]: Json } | undefined;
  readonly path?: string | undefined;
};

const factFields = {
  fact: z.string().min(1).max(120).meta({ description: 'Name of a fact of the catalogue.' }),
  params: z.record(z.string(), JsonValue).optional(),
  path: z
    .string()
    .regex(/^\$?\.?[\p{L}_][\p{L}\p{N}_]*(\.([\p{L}_][\p{L}\p{N}_]*|\d{1,6}))*$/u, 'dotted property names')
    .max(200)
    .optional()
    .meta({ description: 'Dotted own properties and integer indexes; nothing else.' }),
};

export const FactRef: z.ZodType<FactRef> = z
  .strictObject(factFields)
  .meta({ id: 'FactRef', description: 'A value taken from the fact catalogue.' });

/** The ten operators of the grammar; decorators such as `not:` or `someFact:` may stand before them. */
export const OPERATORS = [
  'equal',
  'notEqual',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
] as const;
export type OperatorName = (typeof OPERATORS)[number];

/** The decorators of the grammar, written before an operator and separated by colons. */
export const DECORATORS = ['someFact', 'someValue', 'everyFact', 'everyValue', 'swap', 'not'] as const;
export type DecoratorName = (typeof DECORATORS)[number];

const operatorPattern = new RegExp(`^((${DECORATORS.join('|')}):){0,8}(${OPERATORS.join('|')})$`);

export type Comparison = FactRef & { readonly operator: string; readonly value: Json | FactRef };

/** The condition grammar of json-rules-engine: `all`, `any`, `not`, a named `condition`, or a comparison. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly condition: string }
  | Comparison;

export const Comparison: z.ZodType<Comparison> = z.strictObject({
  ...factFields,
  operator: z
    .string()
    .regex(operatorPattern, `one of ${OPERATORS.join(', ')}, with decorators such as "not:" before it`)
    .meta({ description: 'One of the ten operators, optionally with decorators such as "not:".' }),
  value: z.union([FactRef, JsonValue]).meta({ description: 'A literal, or another fact.' }),
}) as z.ZodType<Comparison>;

export const Condition: z.ZodType<Condition> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(Condition).min(1).max(100) }),
      z.strictObject({ any: z.array(Condition).min(1).max(100) }),
      z.strictObject({ not: Condition }),
      z.strictObject({ condition: AttributeName.or(z.string().regex(/^[a-z0-9-]{1,80}$/)) }),
      Comparison,
    ]),
  )
  .meta({ id: 'Condition', description: 'The condition grammar of json-rules-engine, in its strict form.' });

/** Depth and node count a condition may have; both are far above what a person writes. */
export const CONDITION_LIMITS = { depth: 16, nodes: 500 } as const;
