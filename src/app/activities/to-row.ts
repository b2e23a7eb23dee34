import type { AttributeValue, Correction, ParsedActivity } from '../../domain/activities/activity.ts';
import { contentOf } from '../../domain/activities/content.ts';
import { orderText } from '../../domain/activities/stored-activity.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Identities } from '../../domain/identities.ts';
import { holdsPersonal } from '../../domain/personal-data/erase-activity.ts';
import type { ActivityRow } from '../../storage/activities.ts';

/** An activity as it is stored: internal ids in place of every code, so that a person can be forgotten later. */
export const toRow = (
  activity: ParsedActivity,
  identities: Identities,
  { plan, activityTypes }: Pick<PlanDocuments, 'plan' | 'activityTypes'>,
): ActivityRow => {
  const { outlet, product, ...data } = activity.data;
  const repId = identities.rep(activity.subject);
  const { correction } = activity;
  return {
    id: identities.activity(activity.source, activity.id),
    source: activity.source,
    externalId: activity.id,
    type: activity.type,
    time: activity.time,
    day: localDateAt(activity.time, plan.calendar.timeZone),
    order: orderText(activity.time, activity.source, activity.id),
    repId,
    credits: activity.shares?.map(({ rep, share }) => ({ rep: identities.rep(rep), share })) ?? [
      { rep: repId, share: '1' },
    ],
    outletId: typeof outlet === 'string' ? identities.outlet(outlet) : null,
    productId: typeof product === 'string' ? identities.product(product) : null,
    data,
    correctsId: correction ? identities.activity(correction.original.source, correction.original.id) : null,
    correction: correction ? withIds(correction, identities) : null,
    contentHash: identities.content(contentOf(activity)),
    personal: isPersonal(activity, activityTypes),
  };
};

/** The type of what a correction corrects is not known here: its values are looked at wherever any type has them personal. */
const isPersonal = (
  { type, data, correction }: ParsedActivity,
  types: PlanDocuments['activityTypes'],
): boolean =>
  correction
    ? [...types.values()].some((each) => holdsPersonal(each, correction.data))
    : holdsPersonal(types.get(type), data);

const withIds = (correction: Correction, identities: Identities): Correction => {
  const data: Record<string, AttributeValue | null> = { ...correction.data };
  if (typeof data.outlet === 'string') data.outlet = identities.outlet(data.outlet);
  if (typeof data.product === 'string') data.product = identities.product(data.product);
  return {
    ...correction,
    data,
    ...(correction.subject !== undefined && { subject: identities.rep(correction.subject) }),
  };
};
