import type { SubjectKind } from '../../../schemas/common.ts';
import type { Target, TargetTier } from '../../../schemas/target.ts';
import { targetPage } from '../../storage/master-data-pages.ts';
import { type Context, identitiesOf } from '../context.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';
import { reading } from '../reading.ts';
import { visibleReps, visibleTeams } from '../scope.ts';

export type TargetsWanted = PageWanted &
  Readonly<{
    /** Epoch milliseconds; on that day the actor sees these reps. */
    at: number;
    /** Code of a rep or team. */
    subject?: string | undefined;
    metric?: string | undefined;
    period?: string | undefined;
  }>;

/** Targets that people or files gave, of the reps and teams whom the actor may see, in order of subject and key. */
export const readGivenTargets = (context: Context, wanted: TargetsWanted): Promise<Page<Target>> =>
  reading(context, 'read-master-data', wanted.at, async ({ tx, tenant, population, today }) => {
    const { subject, limit, cursor, metric, period } = wanted;
    const reps = visibleReps(context, population, today);
    const visible = reps && new Set([...reps, ...visibleTeams(context, population)]);
    const identities = identitiesOf(context);
    const named = subject === undefined ? undefined : [identities.rep(subject), identities.team(subject)];
    const subjects = named?.filter((id) => !visible || visible.has(id)) ?? (visible && [...visible]);
    const after = keyOfCursor(cursor, 5);
    const filter = { subjects, metric, period, after, limit: limit + 1 };
    return pageOf(
      await targetPage(tx, tenant, filter),
      limit,
      (row) => [row.subjectKind, row.subject, row.metric, row.period, row.tier],
      (row) => ({
        subjectKind: row.subjectKind as SubjectKind,
        subject: row.subject,
        metric: row.metric,
        period: row.period,
        tier: row.tier as TargetTier,
        amount: row.amount,
      }),
    );
  });
