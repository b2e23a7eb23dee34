import type { z } from 'zod';
import { pointer } from '../pointer.ts';
import type { CompileProblem } from './compile-problem.ts';
import { nearestName } from './nearest-name.ts';

type Issue = z.core.$ZodIssue;
type Schema = z.core.$ZodType;

/**
 * What a document's schema found wrong, in words a person can act on: the JSON pointer of each place, and the known
 * name that was probably meant.
 */
export const schemaProblems = (schema: Schema, document: unknown, error: z.ZodError): CompileProblem[] =>
  error.issues.flatMap((issue) => problemsOf(issue, [], schema, document));

const problemsOf = (
  issue: Issue,
  before: readonly PropertyKey[],
  schema: Schema,
  document: unknown,
): CompileProblem[] => {
  const path = [...before, ...issue.path];
  const at = (message: string, suggestion?: string, key?: string): CompileProblem => ({
    pointer: pointer(key === undefined ? path : [...path, key]),
    message,
    ...(suggestion !== undefined && { suggestion }),
  });
  const value = valueAt(document, path);
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = [...keysOf(schema, path, document)];
      const free = known.filter(
        (key) => typeof value === 'object' && value !== null && !Object.hasOwn(value, key),
      );
      return issue.keys.map((key) => at(`“${key}” is not known here.`, nearestName(key, free), key));
    }
    case 'invalid_value': {
      const options = issue.values.map(String);
      return [
        at(`${shown(value)} is not one of ${options.join(', ')}.`, nearestName(String(value), options)),
      ];
    }
    case 'invalid_union': {
      if (issue.errors.length === 0) {
        const { discriminator } = issue;
        const written = typeof value === 'object' && value !== null ? Object.keys(value) : [];
        const near =
          discriminator !== undefined && !written.includes(discriminator)
            ? nearestName(discriminator, written)
            : undefined;
        if (near !== undefined) return [at(`“${near}” is not known here.`, discriminator, near)];
        return [at(unionMessage(issue, value), unionSuggestion(issue, value))];
      }
      const branch = nearestBranch(issue.errors);
      return branch.flatMap((inner) => problemsOf(inner, path, schema, document));
    }
    case 'invalid_key':
      return issue.issues.flatMap((inner) => [at(`The name does not fit: ${inner.message}.`)]);
    case 'invalid_type':
      return [
        at(
          value === undefined
            ? `This is missing: ${article(issue.expected)} is needed.`
            : `${shown(value)} stands here; ${article(issue.expected)} is needed.`,
        ),
      ];
    default:
      return [
        at(
          value === undefined || typeof value === 'object'
            ? issue.message
            : `${shown(value)} does not fit: ${issue.message}.`,
        ),
      ];
  }
};

/** Of a union’s branches the one that was most likely meant: the fewest things wrong at the place itself. */
const nearestBranch = (branches: readonly (readonly Issue[])[]): readonly Issue[] => {
  const weight = (issues: readonly Issue[]) =>
    issues.reduce((sum, issue) => {
      if (issue.path.length > 1) return sum + 0.1;
      if (issue.path.length === 1) return sum + (issue.code === 'invalid_type' ? 1 : 0.5);
      return sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 4);
    }, 0);
  return branches.reduce((best, branch) => (weight(branch) < weight(best) ? branch : best));
};

type UnionIssue = Extract<Issue, { code: 'invalid_union' }>;

const unionOptions = (issue: UnionIssue): string[] =>
  'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];

const unionMessage = (issue: UnionIssue, value: unknown): string => {
  const name = issue.discriminator;
  const options = unionOptions(issue);
  const among = options.length > 0 ? ` It is one of ${options.join(', ')}.` : '';
  return name ? `The ${name} of this is not known.${among}` : `${shown(value)} does not fit here.`;
};

const unionSuggestion = (issue: UnionIssue, value: unknown): string | undefined => {
  const written =
    issue.discriminator && typeof value === 'object' && value
      ? Reflect.get(value, issue.discriminator)
      : value;
  return nearestName(String(written), unionOptions(issue));
};

/** The keys an object at this place may have, over all branches of unions whose discriminator agrees. */
const keysOf = (schema: Schema, path: readonly PropertyKey[], document: unknown): Set<string> => {
  const keys = new Set<string>();
  for (const found of schemasAt(schema, path, document)) {
    const { def } = found._zod as { def: { type: string; shape?: object } };
    if (def.type === 'object' && def.shape) for (const key of Object.keys(def.shape)) keys.add(key);
  }
  return keys;
};

type Definition = Readonly<{
  type: string;
  innerType?: Schema;
  element?: Schema;
  valueType?: Schema;
  in?: Schema;
  options?: readonly Schema[];
  items?: readonly Schema[];
  shape?: Readonly<Record<string, Schema>>;
  getter?: () => Schema;
}>;

const schemasAt = (schema: Schema, path: readonly PropertyKey[], document: unknown): Schema[] => {
  const def = schema._zod.def as unknown as Definition;
  const through = def.innerType ?? def.in ?? (def.type === 'lazy' ? def.getter?.() : undefined);
  if (through) return schemasAt(through, path, document);
  if (def.options)
    return def.options
      .filter((option) => agreesWith(option, document))
      .flatMap((option) => schemasAt(option, path, document));
  const [step, ...rest] = path;
  if (step === undefined) return [schema];
  const next = def.shape?.[String(step)] ?? def.element ?? def.valueType ?? def.items?.[Number(step)];
  return next ? schemasAt(next, rest, valueAt(document, [step])) : [];
};

/** False for a branch that names another `kind` (or other literal) than the document does. */
const agreesWith = (option: Schema, document: unknown): boolean => {
  const { shape } = option._zod.def as unknown as Definition;
  if (!shape || typeof document !== 'object' || document === null) return true;
  return Object.entries(shape).every(([key, member]) => {
    const { values } = member._zod;
    const literal = (member._zod.def as unknown as Definition).type === 'literal';
    return !literal || !values || values.has(Reflect.get(document, key) as never);
  });
};

const valueAt = (document: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, key)
        ? Reflect.get(value, key)
        : undefined,
    document,
  );

const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
};

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);
