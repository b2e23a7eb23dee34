import { createIdentities, type Identities } from '../domain/identities.ts';
import type { Queryable } from '../storage/database.ts';
import { inTenant } from '../storage/tenant-transaction.ts';
import { LaurelError } from './errors.ts';
import { OPERATIONS, type Operation, type Role } from './operations.ts';

/** Who asks, for which tenant, and in which roles; every verb takes one, from the first day. */
export type Context = Readonly<{
  tenant: string;
  actor: string;
  roles: readonly Role[];
  store: Store;
}>;

/** What verbs work on. The key makes internal ids; it must stay the same for the life of the data. */
export type Store = Readonly<{ db: Queryable; identityKey: string }>;

/** @throws LaurelError `forbidden` unless one of the actor's roles may do this. */
export const admit = (context: Context, operation: Operation): void => {
  const admitted: readonly Role[] = OPERATIONS[operation];
  if (!context.roles.some((role) => admitted.includes(role))) {
    throw new LaurelError('forbidden', `${operation} is for ${admitted.join(', ')}.`);
  }
};

export const identitiesOf = ({ tenant, store }: Context): Identities =>
  createIdentities(store.identityKey, tenant);

/** Runs work in one transaction of the context's tenant. */
export const transact = <T>(context: Context, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  inTenant(context.store.db, context.tenant, work);

/** Reads in one transaction of the context's tenant that sees the store as it was when it began, and writes nothing. */
export const transactOnSnapshot = <T>(context: Context, work: (tx: Queryable) => Promise<T>): Promise<T> =>
  inTenant(context.store.db, context.tenant, work, {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
