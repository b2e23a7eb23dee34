import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import type { ActivityInput } from '../../domain/activities/parse-activity.ts';
import type { Fields } from './compile-columns.ts';

const ENVELOPE_FIELDS = new Set(['id', 'source', 'type', 'time', 'subject']);
const CORRECTION_FIELDS = new Set(['original_source', 'original_id', 'reason']);

/**
 * The envelope that a row of a table gives. In a row of type `activity.voided` or `activity.amended`, `original_id`
 * (and `original_source`, when it is another one than the row's) names what is corrected, and the other filled cells
 * are the new values; cells that are empty stay as they were.
 */
export function activityOfRow(fields: Fields): ActivityInput {
  const of = (field: string) => fields.get(field) ?? '';
  const envelope = {
    id: of('id'),
    source: of('source'),
    type: of('type'),
    time: of('time'),
    subject: of('subject'),
  };
  const isCorrection = Object.values(CORRECTION_TYPES).some((type) => type === envelope.type);
  const isData = (field: string) =>
    !ENVELOPE_FIELDS.has(field) && !(isCorrection && CORRECTION_FIELDS.has(field));
  const values = Object.fromEntries([...fields].filter(([field]) => isData(field)));
  if (!isCorrection) return { ...envelope, data: values };
  const original = {
    source: fields.get('original_source') ?? envelope.source,
    id: fields.get('original_id'),
  };
  const reason = fields.get('reason');
  return {
    ...envelope,
    data: {
      original,
      ...(reason === undefined ? {} : { reason }),
      ...(Object.keys(values).length === 0 ? {} : { data: values }),
    },
  };
}

/** The field of a table that a JSON pointer into such an envelope speaks of. */
export function fieldOfPointer(pointer: string): string {
  if (pointer === '/data/original/id' || pointer === '/data/original') return 'original_id';
  if (pointer === '/data/original/source') return 'original_source';
  const last = pointer.replace(/^\/(data\/){0,2}/, '');
  return last.replaceAll('~1', '/').replaceAll('~0', '~');
}
