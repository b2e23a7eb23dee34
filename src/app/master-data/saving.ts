import type { Job } from '../../../schemas/job.ts';
import type { Queryable } from '../../storage/database.ts';
import { loadReps, loadTeams, type TeamRow } from '../../storage/master-data.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { recordJob } from '../jobs/start-job.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { type KnownCodes, knownCodes } from '../tabular/known-codes.ts';
import { applyAwaited } from './apply-awaited.ts';
import type { Deed } from './awaited-change.ts';
import { changeIfLight } from './change-master-data.ts';
import type { MasterDataChange } from './master-data-change.ts';

/** What a save has to look at. */
export type Saving = Readonly<{ tx: Queryable; tenant: string; plan: CurrentPlan }>;

/** What a save comes to: the change, its entry in the audit, and what is told of it. */
export type Save<View> = Deed & Readonly<{ change: MasterDataChange; view: View }>;

/** What became of a save: it is done, or so much has to be counted anew that a job does it as a whole. */
export type Saved<View> = Readonly<{ view: View }> | Readonly<{ job: Job }>;

/** More activities than this are not counted and judged anew while somebody waits for the answer; it is a second or two. */
export const MOST_AT_ONCE = 10_000;

/**
 * Saves master data with nobody else at work on the tenant: what `work` comes to is stored, judged and entered into the
 * audit in one transaction. Where too much has to be judged, the change is recorded with a job instead, and takes effect
 * as a whole when the job ends: until then records and figures alike are the old ones, for everybody. Whoever calls this
 * hands the job to its carrier.
 */
export const saving = <View>(
  context: Context,
  work: (saving: Saving) => Promise<Save<View>>,
): Promise<Saved<View>> => {
  admit(context, 'save-master-data');
  return transactAlone(context, async (tx): Promise<Saved<View>> => {
    const { tenant, actor } = context;
    await applyAwaited(tx, context);
    const plan = await requirePlan(tx, tenant);
    const { change, action, subject, details, view } = await work({ tx, tenant, plan });
    const judged = await changeIfLight(tx, context, change, MOST_AT_ONCE);
    if (!judged) {
      const input = { change, deed: { action, subject, ...(details && { details }) } };
      return { job: await recordJob(tx, context, { kind: 'change-master-data', input }) };
    }
    await appendAudit(tx, tenant, actor, { action, subject, details: { ...details, ...judged } });
    return { view };
  });
};

const nobodyElse = (): boolean => false;

/** The codes of all teams, to refer to. */
export const teamCodes = async ({ tx, tenant }: Saving): Promise<KnownCodes> =>
  knownTeams(await loadTeams(tx, tenant));

export const knownTeams = (teams: readonly TeamRow[]): KnownCodes =>
  knownCodes(
    'team',
    teams.map(({ code }) => code),
    new Set(),
    nobodyElse,
  );

/** The codes of all reps, to refer to. */
export const repCodes = async ({ tx, tenant }: Saving): Promise<KnownCodes> => {
  const reps = await loadReps(tx, tenant);
  return knownCodes(
    'rep',
    reps.flatMap(({ code, erasedAt }) => (erasedAt === null ? code : [])),
    new Set(),
    nobodyElse,
  );
};
