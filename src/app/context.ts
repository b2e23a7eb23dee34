import { createIdentities, type Identities } from '../domain/identities.ts';
import type { Queryable } from '../storage/database.ts';
import type { Deadline } from '../storage/deadline.ts';
import { lockTenant } from '../storage/locks.ts';
import { inSignIn, inTenant, readTenant } from '../storage/tenant-transaction.ts';
import { LaurelError } from './errors.ts';
import { mayDo, OPERATIONS, type Operation, type Role } from './operations.ts';

/** Who asks, for which tenant, and in which roles. */
export type Actor = Readonly<{
  tenant: string;
  actor: string;
  /** What a person is called, for that person's own eyes. */
  name?: string;
  roles: readonly Role[];
  /** The code of the rep who this is: a rep sees the own figures, a manager those of the teams that rep manages. */
  rep?: string;
  /** What a key is scoped to: nothing else of what its roles may do. */
  only?: readonly Operation[];
}>;

/** Every verb takes one. Past the deadline of a request its work is given up; jobs have none. */
export type Context = Actor & Readonly<{ store: Store; deadline?: Deadline }>;

/** What verbs work on. The key makes internal ids; it must stay the same for the life of the data. */
export type Store = Readonly<{ db: Queryable; identityKey: string }>;

/** Whether one of the actor's roles may do this, and a key is scoped to it. */
export const isAdmitted = ({ roles, only }: Actor, operation: Operation): boolean =>
  roles.some((role) => mayDo(role, operation)) && (only === undefined || only.includes(operation));

/** @throws LaurelError `forbidden` unless one of the actor's roles may do this, and a key is scoped to it. */
export const admit = (context: Context, operation: Operation): void => {
  if (isAdmitted(context, operation)) return;
  const why = context.roles.some((role) => mayDo(role, operation))
    ? `This key is not scoped to ${operation}.`
    : `${operation} is for ${OPERATIONS[operation].join(', ')}.`;
  throw new LaurelError('forbidden', why);
};

export const identitiesOf = ({ tenant, store }: Context): Identities =>
  createIdentities(store.identityKey, tenant);

/**
 * Runs work in one transaction of the context's tenant. It is run again as a whole if it lost against another, and told
 * by what, so it must change nothing outside of the transaction.
 */
export const transact = <T>(
  context: Context,
  work: (tx: Queryable, lost: unknown) => Promise<T>,
): Promise<T> => inTenant(context.store.db, context.tenant, work, context.deadline);

/** The same with nobody else at work on the tenant: for what changes or weighs the figures of everybody. */
export const transactAlone = <T>(context: Context, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  transact(context, async (tx) => {
    await lockTenant(tx, context.tenant);
    return work(tx);
  });

/** The same on the tables of signing in, which no other verb sees; of the rest it can only write to the audit. */
export const transactSignIn = <T>(context: Context, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  inSignIn(context.store.db, context.tenant, work, context.deadline);

/** Reads the tenant as it is at one moment, however many queries that takes and whoever writes meanwhile. */
export const transactReading = <T>(context: Context, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  readTenant(context.store.db, context.tenant, work, context.deadline);
