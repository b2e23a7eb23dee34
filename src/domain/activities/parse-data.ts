import type { ActivityType } from '../../../schemas/activity-type.ts';
import { compareText } from '../compare-text.ts';
import { pointer } from '../pointer.ts';
import { nearestName } from '../rules/nearest-name.ts';
import type { AttributeValue } from './activity.ts';
import type { FaultList } from './fault-list.ts';
import { isAbsent, normalText } from './normal-text.ts';
import type { ActivityContext } from './parse-activity.ts';
import { parseNumber } from './parse-number.ts';
import { parseValue } from './parse-value.ts';
import { shown } from './shown.ts';

/** The fields every type of activity has; attributes are declared beside them. */
export const STANDARD_FIELDS = ['outlet', 'product', 'amount', 'quantity', 'currency'] as const;

/**
 * The typed values of an activity's data: standard fields and the attributes its type declares, in order of name.
 * Notes a fault for each value of the wrong type, each required one that is absent, and each that nobody declared.
 */
export function parseData(
  fields: Readonly<Record<string, unknown>>,
  type: ActivityType,
  context: ActivityContext,
  list: FaultList,
): Readonly<Record<string, AttributeValue>> {
  const values = new Map<string, AttributeValue>();
  for (const [name, value] of Object.entries(fields)) {
    if (isAbsent(value)) continue;
    const parsed = parseField(name, value, type, context, list);
    if (parsed !== undefined) values.set(name, parsed);
  }
  const required: string[] = [...type.requires];
  for (const [name, attribute] of Object.entries(type.attributes))
    if (attribute.required) required.push(name);
  for (const name of required) {
    if (!isAbsent(Object.hasOwn(fields, name) ? fields[name] : undefined)) continue;
    const message = `An activity of type ${shown(type.type)} needs ${shown(name)}; fill it in and send the row again.`;
    list.add(pointer(['data', name]), 'missing', message);
  }
  return Object.fromEntries([...values].sort(([a], [b]) => compareText(a, b)));
}

function parseField(
  name: string,
  value: unknown,
  type: ActivityType,
  context: ActivityContext,
  list: FaultList,
): AttributeValue | undefined {
  const field = pointer(['data', name]);
  switch (name) {
    case 'outlet':
    case 'product':
      return list.takeCode(value, field);
    case 'amount':
    case 'quantity':
      return list.take(parseNumber('decimal', value, field));
    case 'currency':
      if (normalText(String(value)).toUpperCase() !== context.currency) {
        const message = `${shown(value)} is not the currency of the plan; convert the amount to ${context.currency}.`;
        list.add(field, 'foreign-currency', message);
      }
      return undefined;
  }
  const attribute = Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
  // Who keeps a photo or a position may say that it was given, and nothing more; so does one that was erased.
  if (attribute?.personal && value === true) return true;
  if (attribute) return list.take(parseValue(attribute.type, value, field, context.timeZone));
  const near = nearestName(name, [...STANDARD_FIELDS, ...Object.keys(type.attributes)]);
  const remedy =
    near === undefined
      ? 'declare it in activity-types.json or leave it out.'
      : `did you mean ${shown(near)}?`;
  list.add(
    field,
    'unknown-attribute',
    `Type ${shown(type.type)} declares no attribute ${shown(name)}; ${remedy}`,
  );
  return undefined;
}
