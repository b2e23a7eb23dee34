import { canonicalJson } from '../../domain/canonical-json.ts';
import { compareText } from '../../domain/compare-text.ts';
import { type Placed, placeOf, refusePlaced } from './tally.ts';

/**
 * One record for each key, in order of key. The same record again is a duplicate (in a `distinct` file not even
 * that); another record under the same key is refused with a conflict that names the first row, which stands.
 */
export function mergeRecords<Value>(
  placed: readonly Placed<Value>[],
  keyOf: (value: Value) => string,
  keyField: string,
): readonly Value[] {
  const firsts = new Map<string, Placed<Value>>();
  for (const record of placed) {
    const key = keyOf(record.value);
    const first = firsts.get(key);
    if (!first) {
      firsts.set(key, record);
    } else if (canonicalJson(first.value) !== canonicalJson(record.value)) {
      const message = `This contradicts ${placeOf(first)}, which has the same key; remove one of the two or make them equal.`;
      refusePlaced(record, keyField, 'conflict', message);
    } else if (!record.tally.distinct) {
      record.tally.addDuplicate();
    }
  }
  return [...firsts].sort(([a], [b]) => compareText(a, b)).map(([, { value }]) => value);
}
