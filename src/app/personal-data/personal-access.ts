import type { ActivityType } from '../../../schemas/activity-type.ts';
import type { AttributeValue } from '../../domain/activities/activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { Population } from '../../domain/population.ts';
import type { Context } from '../context.ts';
import type { Role } from '../operations.ts';
import { visibleReps } from '../scope.ts';

/** Whose positions and photos a role sees: those of everybody, of the own team and oneself, or of oneself. */
export type PersonalReach = 'everybody' | 'team' | 'oneself';

/**
 * Who sees positions, photos and whatever else activity types declare personal. A role that is missing sees activities
 * without them: neither paying nor delivering needs to know where somebody was.
 */
export const SEES_PERSONAL: Readonly<Partial<Record<Role, PersonalReach>>> = {
  rep: 'oneself',
  manager: 'team',
  hr: 'everybody',
  auditor: 'everybody',
};

/** Tells of an activity's subject, by internal id, whether the actor sees what is personal on that day. */
export const personalAccess = (
  context: Context,
  population: Population,
  day: LocalDate,
): ((subject: string) => boolean) => {
  const reaches = context.roles.flatMap((role) => SEES_PERSONAL[role] ?? []);
  if (reaches.includes('everybody')) return () => true;
  const roles = context.roles.filter((role) => SEES_PERSONAL[role] !== undefined);
  const visible = visibleReps({ ...context, roles }, population, day);
  return (subject) => roles.length > 0 && visible?.has(subject) === true;
};

/** What an activity says as somebody may read it; of what was erased, that it was given stays. */
export const readableData = (
  data: Readonly<Record<string, AttributeValue>>,
  type: ActivityType | undefined,
  seesPersonal: boolean,
): Record<string, AttributeValue> =>
  Object.fromEntries(
    Object.entries(data).filter(([name]) => seesPersonal || !type?.attributes[name]?.personal),
  );
