import type { Queryable } from '../../storage/database.ts';
import { awaitedChanges, markApplied } from '../../storage/jobs.ts';
import { appendAudit } from '../../storage/records.ts';
import type { Posted } from '../activities/post-revisions.ts';
import { type Actor, admit, type Context, transactAlone } from '../context.ts';
import { AwaitedInput } from './awaited-change.ts';
import { changeMasterData } from './change-master-data.ts';

/**
 * Makes the changes of master data that wait for their jobs, the oldest first and each in the name of who asked for it,
 * in the transaction at hand, which has the tenant to itself. Whoever saves, imports or settles does so first: nothing
 * overtakes a change that was told to be stored.
 */
export const applyAwaited = async (tx: Queryable, context: Context): Promise<Posted> => {
  const { tenant } = context;
  const total = { granted: 0, reversed: 0 };
  for (const { id, input, actor } of await awaitedChanges(tx, tenant)) {
    const awaited = AwaitedInput.parse(input);
    if (!('change' in awaited)) continue;
    const applied = await changeMasterData(tx, context, awaited.change);
    const { action, subject, details } = awaited.deed;
    const deed = { action, subject, details: { ...details, ...applied } };
    await appendAudit(tx, tenant, (actor as Pick<Actor, 'actor'>).actor, deed);
    await markApplied(tx, tenant, id, applied);
    total.granted += applied.granted;
    total.reversed += applied.reversed;
  }
  return total;
};

/** The job of a change: makes what still waits, and tells what came of a change that another has made meanwhile. */
export const runAwaitedChange = async (context: Context, input: AwaitedInput): Promise<Posted> => {
  admit(context, 'save-master-data');
  return 'applied' in input ? input.applied : transactAlone(context, (tx) => applyAwaited(tx, context));
};
