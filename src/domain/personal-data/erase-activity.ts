import type { ActivityType } from '../../../schemas/activity-type.ts';
import type { AttributeValue, Correction } from '../activities/activity.ts';
import { STANDARD_FIELDS } from '../activities/parse-data.ts';
import { orderText } from '../activities/stored-activity.ts';
import { ERASED_TEXT } from './erased-person.ts';
import type { PersonTexts } from './person-texts.ts';

/** The columns of an activity that can be erased, and what they are told apart by. */
export type ErasableActivity = Readonly<{
  id: string;
  type: string;
  source: string;
  externalId: string;
  time: number;
  data: Readonly<Record<string, AttributeValue>>;
  correction: Correction | null;
  order: string;
  personal: boolean;
}>;

type Said = Readonly<Record<string, AttributeValue | null>>;

const isStandard = (name: string): boolean => (STANDARD_FIELDS as readonly string[]).includes(name);

/** Whether an activity holds values of attributes that its type declares personal. */
export const holdsPersonal = (type: ActivityType | undefined, data: Said): boolean =>
  type !== undefined &&
  Object.entries(data).some(([name, value]) => isPersonal(type, name) && value !== true && value !== null);

const isPersonal = (type: ActivityType | undefined, name: string): boolean =>
  type !== undefined && Object.hasOwn(type.attributes, name) && type.attributes[name]?.personal === true;

/** Data without its personal values: that they were given is left, which is all that rules see. */
export const withoutPersonal = <Data extends Said>(data: Data, type: ActivityType | undefined): Data =>
  mapData(data, (value, name) => (isPersonal(type, name) && value !== null ? true : value));

const mapData = <Data extends Said>(
  data: Data,
  each: (value: AttributeValue | null, name: string) => AttributeValue | null,
): Data => Object.fromEntries(Object.entries(data).map(([name, value]) => [name, each(value, name)])) as Data;

/** An activity without positions and photos. A correction says what the type of its original declares. */
export const erasePersonal = (
  activity: ErasableActivity,
  type: ActivityType | undefined,
): ErasableActivity => ({
  ...activity,
  data: withoutPersonal(activity.data, type),
  correction: activity.correction && {
    ...activity.correction,
    data: withoutPersonal(activity.correction.data, type),
  },
  personal: false,
});

/**
 * An activity that says nothing of a person any more. Of the person's own all personal values go and all texts, but for
 * those that rules read; wherever the person is named in what is left, the internal id takes the place of it. Amounts,
 * quantities and every other value that is no text stay.
 */
export const eraseFromActivity = (
  activity: ErasableActivity,
  isOwn: boolean,
  {
    type,
    read,
    texts,
  }: Readonly<{
    type: ActivityType | undefined;
    read: ReadonlySet<string>;
    texts: PersonTexts;
  }>,
): ErasableActivity => {
  const bare = isOwn ? erasePersonal(activity, type) : activity;
  const eraseSaid = <Data extends Said>(data: Data): Data =>
    mapData(data, (value, name) => {
      if (typeof value !== 'string' || isStandard(name) || !isText(type, name)) return value;
      return isOwn && !read.has(name) ? ERASED_TEXT : texts.erase(value);
    });
  const externalId = texts.erase(activity.externalId);
  const { correction } = bare;
  return {
    ...bare,
    externalId,
    // What was in the place of another in the canonical order still is, unless both are of one millisecond and source.
    order:
      externalId === activity.externalId
        ? activity.order
        : orderText(activity.time, activity.source, externalId),
    data: eraseSaid(bare.data),
    correction: correction && {
      ...correction,
      original: { ...correction.original, id: texts.erase(correction.original.id) },
      data: eraseSaid(correction.data),
      ...(correction.reason !== undefined && {
        reason: isOwn ? ERASED_TEXT : texts.erase(correction.reason),
      }),
    },
  };
};

/** Of a type that the plan does not declare any more, every text is one that anybody may have written. */
const isText = (type: ActivityType | undefined, name: string): boolean => {
  const declared = type && Object.hasOwn(type.attributes, name) ? type.attributes[name] : undefined;
  return declared === undefined || declared.type === 'text';
};
