import type { ActivityType, AttributeType, DerivedField } from '../../../schemas/activity-type.ts';
import type { EffectiveActivity } from '../activities/stored-activity.ts';
import { daysBetween, type LocalDate, parseLocalDate } from '../calendar/local-date.ts';
import { localDateAt } from '../calendar/zone.ts';
import { type Decimal, ONE, sum } from '../money/decimal.ts';
import type { Population } from '../population.ts';
import { decimalToFact, type FactValue, isFactNumber, toDecimal, toFactNumber } from './fact-value.ts';
import { subjectAttribute } from './subject-attribute.ts';

/** What reading an activity's facts needs besides the activity. */
export type ActivityReading = Readonly<{
  activityTypes: ReadonlyMap<string, ActivityType>;
  population: Population;
  timeZone: string;
}>;

/** The value of `activity.<attribute>`: a standard field, a declared attribute, or a derived field; else unknown. */
export const activityAttribute = (
  activity: EffectiveActivity,
  attribute: string,
  reading: ActivityReading,
): FactValue => {
  switch (attribute) {
    case 'type':
      return activity.type;
    case 'time':
      return activity.time;
    case 'date':
      return activity.day;
    case 'outlet':
      return activity.outlet === undefined
        ? undefined
        : reading.population.outlets.get(activity.outlet)?.code;
    case 'product':
      return activity.product === undefined
        ? undefined
        : reading.population.products.get(activity.product)?.code;
    case 'amount':
    case 'quantity':
      return typed(activity.data[attribute], 'decimal');
  }
  const type = reading.activityTypes.get(activity.type);
  const declared = own(type?.attributes, attribute);
  // What is personal is erased one day, and what was judged by it must stay the same.
  if (declared?.personal) return activity.data[attribute] !== undefined;
  if (declared) return typed(activity.data[attribute], declared.type);
  const derived = own(type?.derived, attribute);
  return derived && derive(activity, derived, reading);
};

const own = <T>(record: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  record && Object.hasOwn(record, key) ? record[key] : undefined;

const typed = (value: string | boolean | undefined, type: AttributeType): FactValue => {
  if (value === undefined || typeof value === 'boolean') return value;
  switch (type) {
    case 'decimal':
    case 'integer':
      return toFactNumber(value);
    case 'instant':
      return Date.parse(value);
    default:
      return value;
  }
};

const derive = (activity: EffectiveActivity, field: DerivedField, reading: ActivityReading): FactValue => {
  switch (field.kind) {
    case 'lookup':
      return lookUp(activity, field.from, field.attribute, reading.population);
    case 'days-between': {
      const from = asDay(activityAttribute(activity, field.from, reading), reading.timeZone);
      const to = asDay(activityAttribute(activity, field.to, reading), reading.timeZone);
      return from && to && daysBetween(from, to);
    }
    default: {
      const values: Decimal[] = [];
      for (const name of field.of) {
        const value = activityAttribute(activity, name, reading);
        if (!isFactNumber(value)) return undefined;
        values.push(toDecimal(value));
      }
      return decimalToFact(combine(field.kind, values));
    }
  }
};

const combine = (kind: 'product' | 'sum' | 'difference', values: readonly Decimal[]): Decimal => {
  if (kind === 'product') return values.reduce((total, value) => total.times(value), ONE);
  const [first = ONE, ...rest] = values;
  return kind === 'sum' ? sum(values) : first.minus(sum(rest));
};

const asDay = (value: FactValue, timeZone: string): LocalDate | undefined => {
  if (typeof value === 'number') return localDateAt(value, timeZone);
  return typeof value === 'string' ? parseLocalDate(value) : undefined;
};

/** An attribute of the rep, outlet or product of an activity. */
export const lookUp = (
  activity: EffectiveActivity,
  from: 'rep' | 'outlet' | 'product',
  attribute: string,
  population: Population,
): FactValue => {
  if (from === 'rep') {
    const rep = population.reps.get(activity.subject);
    return rep && subjectAttribute(rep, attribute, activity.day, population);
  }
  const id = activity[from];
  if (id === undefined) return undefined;
  const item = (from === 'outlet' ? population.outlets : population.products).get(id);
  return attribute === 'code' ? item?.code : own(item?.attributes, attribute);
};

/** Whether an attribute is an amount or quantity, or derived from one: what is credited by share. */
export const isCreditedByShare = (type: ActivityType | undefined, attribute: string): boolean => {
  if (attribute === 'amount' || attribute === 'quantity') return true;
  const derived = own(type?.derived, attribute);
  return derived !== undefined && 'of' in derived && derived.of.some((part) => isCreditedByShare(type, part));
};
