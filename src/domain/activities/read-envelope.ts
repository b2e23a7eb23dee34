import type { z } from 'zod';
import { Activity, CORRECTION_TYPES, CorrectionData } from '../../../schemas/activity.ts';
import type { Fault } from './activity.ts';
import { isAbsent } from './normal-text.ts';
import type { ActivityInput } from './parse-activity.ts';
import { schemaFaults } from './schema-faults.ts';

/** A correction in its envelope; `Activity` cannot say it, because its data names the original by an object. */
const CorrectionEnvelope = Activity.extend({ data: CorrectionData });

/**
 * The envelope that a JSON value holds, validated by the schema of activities or of corrections, or its faults by
 * JSON pointer. Null and empty fields of an activity's data are absent and no faults.
 */
export function readEnvelope(
  json: unknown,
): Readonly<{ envelope: ActivityInput }> | Readonly<{ faults: readonly Fault[] }> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    const message =
      'This is not a JSON object; write one activity with id, source, type, time, subject and data.';
    return { faults: [{ field: '', code: 'not-json', message }] };
  }
  const corrects = Object.values(CORRECTION_TYPES).some((type) => type === Reflect.get(json, 'type'));
  const input = corrects ? json : { ...json, data: withoutAbsent(Reflect.get(json, 'data')) };
  const schema: z.ZodType<ActivityInput> = corrects ? CorrectionEnvelope : Activity;
  const data: unknown = Reflect.get(json, 'data');
  if (typeof data === 'object' && data !== null && Object.hasOwn(data, '__proto__')) {
    // zod would leave it out without a word.
    const message = 'Nothing can be called "__proto__"; leave it out.';
    return { faults: [{ field: '/data/__proto__', code: 'unknown-attribute', message }] };
  }
  const checked = schema.safeParse(input);
  return checked.success ? { envelope: checked.data } : { faults: schemaFaults(checked.error, input) };
}

function withoutAbsent(data: unknown): unknown {
  if (data === undefined || data === null) return {};
  if (typeof data !== 'object' || Array.isArray(data)) return data;
  const values = Object.values(data);
  return values.some(isAbsent)
    ? Object.fromEntries(Object.entries(data).filter(([, value]) => !isAbsent(value)))
    : data;
}
