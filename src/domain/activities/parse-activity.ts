import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import type { ActivityType } from '../../../schemas/activity-type.ts';
import { nearestName } from '../rules/nearest-name.ts';
import type { Fault, ParsedActivity } from './activity.ts';
import { type FaultList, faultList } from './fault-list.ts';
import { normalText } from './normal-text.ts';
import { parseCorrection } from './parse-correction.ts';
import { parseData } from './parse-data.ts';
import { parseShares } from './parse-shares.ts';
import { parseTime } from './parse-value.ts';
import { shown } from './shown.ts';

/** What of a plan is needed to understand an activity. */
export type ActivityContext = Readonly<{
  types: ReadonlyMap<string, ActivityType>;
  /** IANA name; times without an offset are local to it. */
  timeZone: string;
  /** ISO 4217; amounts in another currency are refused. */
  currency: string;
}>;

/** The envelope with values as they came: an `Activity` of the schema, a correction, or a row of a table. */
export type ActivityInput = Readonly<{
  id: string;
  source: string;
  type: string;
  time: string;
  subject: string;
  data: Readonly<Record<string, unknown>>;
}>;

/**
 * The activity with every value in the type its activity type declares, or all its faults at once; `field` of a
 * fault is a JSON pointer into the envelope. Absent values (null, empty text) are left out, so that saying nothing
 * in two ways is the same content; so is naming the plan's own currency or not. Whether the rep exists is for the
 * caller to check. Never throws.
 */
export function parseActivity(
  envelope: ActivityInput,
  context: ActivityContext,
): Readonly<{ activity: ParsedActivity }> | Readonly<{ faults: readonly Fault[] }> {
  const list = faultList();
  const source = list.takeCode(envelope.source, '/source');
  const id = list.takeCode(envelope.id, '/id');
  const subject = list.takeCode(envelope.subject, '/subject');
  const time = list.take(parseTime(envelope.time, '/time', context.timeZone));
  const rest = parseByType(envelope, { source, id }, context, list);
  if (list.faults.length > 0) return { faults: list.faults };
  if (source === undefined || id === undefined || subject === undefined || time === undefined || !rest) {
    throw new Error('a field is missing although no fault was noted');
  }
  return { activity: { source, id, time, subject, ...rest } };
}

type ByType = Pick<ParsedActivity, 'type' | 'data' | 'shares' | 'correction'>;

function parseByType(
  envelope: ActivityInput,
  identity: Readonly<{ source: string | undefined; id: string | undefined }>,
  context: ActivityContext,
  list: FaultList,
): ByType | undefined {
  const name = normalText(envelope.type);
  if (name === CORRECTION_TYPES.void || name === CORRECTION_TYPES.amend) {
    const correction = parseCorrection(name === CORRECTION_TYPES.void, envelope.data, identity, list);
    return correction && { type: name, data: {}, correction };
  }
  const type = context.types.get(name);
  if (!type) {
    refuseType(name, context, list);
    return undefined;
  }
  const { shares: credit, ...fields } = envelope.data;
  const data = parseData(fields, type, context, list);
  const shares = parseShares(credit, list);
  return shares ? { type: name, data, shares } : { type: name, data };
}

function refuseType(name: string, context: ActivityContext, list: FaultList): void {
  if (name === '') {
    list.add('/type', 'missing', 'This must not be empty; name a type of activity that the plan declares.');
    return;
  }
  const near = nearestName(name, context.types.keys());
  const remedy =
    near === undefined ? 'declare it in activity-types.json or correct it' : `did you mean ${shown(near)}?`;
  const ending = remedy.endsWith('?') ? '' : '.';
  list.add('/type', 'unknown-type', `The plan declares no activity type ${shown(name)}; ${remedy}${ending}`);
}
