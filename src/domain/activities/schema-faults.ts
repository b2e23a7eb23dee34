import type { z } from 'zod';
import { pointer } from '../pointer.ts';
import type { Fault, FaultCode } from './activity.ts';
import { parseNumber } from './parse-number.ts';
import { shown } from './shown.ts';

const NUMBERS = new Set<PropertyKey>(['amount', 'quantity', 'share']);

/**
 * What a zod schema found wrong, one fault for each place, in the words and codes that a row of a table gets for the
 * same mistake. `input` is what was validated, and `prefix` where it stands in the envelope.
 */
export function schemaFaults(error: z.ZodError, input: unknown, prefix: readonly string[] = []): Fault[] {
  const faults = new Map<string, Fault>();
  for (const issue of error.issues) {
    // Unknown keys are reported on their parent, although the caller looks for the key itself.
    const keys = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    for (const key of keys) {
      const path = key === undefined ? issue.path : [...issue.path, key];
      const field = pointer([...prefix, ...path]);
      if (!faults.has(field)) faults.set(field, faultOf(issue, path, valueAt(input, path), field));
    }
  }
  return [...faults.values()];
}

function faultOf(
  issue: z.core.$ZodIssue,
  path: readonly PropertyKey[],
  value: unknown,
  field: string,
): Fault {
  const last = path.at(-1) ?? '';
  if (value === undefined) {
    return { field, code: 'missing', message: `${shown(last)} is missing; add it and send this again.` };
  }
  if (issue.code === 'unrecognized_keys') {
    return {
      field,
      code: 'unknown-attribute',
      message: `Nothing is called ${shown(last)} here; leave it out.`,
    };
  }
  if (NUMBERS.has(last)) {
    const parsed = parseNumber('decimal', value, field);
    if ('fault' in parsed) return parsed.fault;
  }
  const code: FaultCode =
    last === 'time' ? 'not-a-date' : issue.code === 'too_big' ? 'too-long' : ('bad-value' as const);
  const found = typeof value === 'object' ? 'What stands here' : shown(value);
  return {
    field,
    code,
    message: `${found} cannot be ${shown(last)}: ${issue.message}. Correct it and send this again.`,
  };
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value = input;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}
