import type { Queryable } from '../../storage/database.ts';
import { loadReps, loadTeams, type TeamRow } from '../../storage/master-data.ts';
import { appendAudit } from '../../storage/records.ts';
import { admit, type Context, transactAlone } from '../context.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { type KnownCodes, knownCodes } from '../tabular/known-codes.ts';
import { changeMasterData } from './change-master-data.ts';
import type { MasterDataChange } from './master-data-change.ts';

/** What a save has to look at. */
export type Saving = Readonly<{ tx: Queryable; tenant: string; plan: CurrentPlan }>;

/** What a save comes to: the change, its entry in the audit, and what is told of it. */
export type Saved<View> = Readonly<{
  change: MasterDataChange;
  action: string;
  /** Internal id of what is saved; details hold no names. */
  subject: string;
  details?: Readonly<Record<string, unknown>>;
  view: View;
}>;

/**
 * Saves master data with nobody else at work on the tenant: what `work` comes to is stored, judged and entered into the
 * audit in one transaction.
 */
export const saving = <View>(
  context: Context,
  work: (saving: Saving) => Promise<Saved<View>>,
): Promise<View> => {
  admit(context, 'save-master-data');
  return transactAlone(context, async (tx) => {
    const { tenant, actor } = context;
    const plan = await requirePlan(tx, tenant);
    const { change, action, subject, details, view } = await work({ tx, tenant, plan });
    const judged = await changeMasterData(tx, context, change);
    await appendAudit(tx, tenant, actor, { action, subject, details: { ...details, ...judged } });
    return view;
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
    reps.map(({ code }) => code),
    new Set(),
    nobodyElse,
  );
};
