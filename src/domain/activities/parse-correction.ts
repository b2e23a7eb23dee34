import { CorrectionData } from '../../../schemas/activity.ts';
import { compareText } from '../compare-text.ts';
import { pointer } from '../pointer.ts';
import type { AttributeValue, Correction } from './activity.ts';
import type { FaultList } from './fault-list.ts';
import { isAbsent } from './normal-text.ts';
import { parseNumber } from './parse-number.ts';
import { parseText } from './parse-value.ts';
import { schemaFaults } from './schema-faults.ts';

/**
 * The correction that an activity of type `activity.voided` or `activity.amended` carries, or undefined after its
 * faults were noted. The type of the original is not known here, so amended values are kept as they were written
 * (numbers as canonical text, null and empty text as null); `applyCorrection` types them.
 */
export function parseCorrection(
  isVoid: boolean,
  input: Readonly<Record<string, unknown>>,
  identity: Readonly<{ source: string | undefined; id: string | undefined }>,
  list: FaultList,
): Correction | undefined {
  const checked = CorrectionData.safeParse(input);
  if (!checked.success) {
    for (const fault of schemaFaults(checked.error, input, ['data']))
      list.add(fault.field, fault.code, fault.message);
    return undefined;
  }
  const source = list.takeCode(checked.data.original.source, '/data/original/source');
  const id = list.takeCode(checked.data.original.id, '/data/original/id');
  const subject =
    checked.data.subject === undefined ? undefined : list.takeCode(checked.data.subject, '/data/subject');
  const reason = isAbsent(checked.data.reason)
    ? undefined
    : list.take(parseText(checked.data.reason, '/data/reason'));
  const data = looselyTyped(checked.data.data ?? {}, list);
  const saysNothing = subject === undefined && Object.keys(data).length === 0;
  if (isVoid && !saysNothing) {
    list.add(
      '/data',
      'bad-value',
      'A void takes the whole activity back; remove "subject" and "data", or amend it.',
    );
  }
  if (!isVoid && saysNothing) {
    list.add('/data/data', 'missing', 'The amendment changes nothing; name the fields and their new values.');
  }
  if (source === undefined || id === undefined) return undefined;
  if (source === identity.source && id === identity.id) {
    list.add(
      '/data/original',
      'bad-value',
      'A correction cannot correct itself; name the original activity.',
    );
  }
  return {
    original: { source, id },
    void: isVoid,
    data,
    ...(subject !== undefined && { subject }),
    ...(reason !== undefined && { reason }),
  };
}

function looselyTyped(
  fields: Readonly<Record<string, unknown>>,
  list: FaultList,
): Readonly<Record<string, AttributeValue | null>> {
  const values: [string, AttributeValue | null][] = [];
  for (const [name, value] of Object.entries(fields)) {
    const field = pointer(['data', 'data', name]);
    if (isAbsent(value)) values.push([name, null]);
    else if (typeof value === 'boolean') values.push([name, value]);
    else {
      const parsed =
        typeof value === 'number'
          ? list.take(parseNumber('decimal', value, field))
          : list.take(parseText(value, field));
      if (parsed !== undefined) values.push([name, parsed]);
    }
  }
  return Object.fromEntries(values.sort(([a], [b]) => compareText(a, b)));
}
