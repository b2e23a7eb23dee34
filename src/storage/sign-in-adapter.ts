import type { BetterAuthOptions, DBAdapter } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Queryable } from './database.ts';
import { account, attempt, person, session, verification } from './tables/sign-in.ts';
import { inSignIn } from './tenant-transaction.ts';

/** What the library calls its tables, and what they are here. */
const SCHEMA = { user: person, session, account, verification, rateLimit: attempt };

type Adapter = DBAdapter<BetterAuthOptions>;

/**
 * Where the sign-in library keeps what it knows of a tenant's people. Each of its reads and writes is a transaction of that
 * tenant as the role that lets people in, so that the library, which knows no tenants, can neither see nor write another's.
 */
export const signInAdapter =
  (db: Queryable, tenant: string) =>
  (options: BetterAuthOptions): Adapter => {
    const on = (tx: Queryable): Adapter =>
      drizzleAdapter(tx as never, { provider: 'pg', schema: SCHEMA })(options);
    const within = <T>(work: (adapter: Adapter) => Promise<T>): Promise<T> =>
      inSignIn(db, tenant, (tx) => work(on(tx)));
    return {
      id: 'laurel',
      create: (data) => within((adapter) => adapter.create(data)),
      findOne: (data) => within((adapter) => adapter.findOne(data)),
      findMany: (data) => within((adapter) => adapter.findMany(data)),
      count: (data) => within((adapter) => adapter.count(data)),
      update: (data) => within((adapter) => adapter.update(data)),
      updateMany: (data) => within((adapter) => adapter.updateMany(data)),
      delete: (data) => within((adapter) => adapter.delete(data)),
      deleteMany: (data) => within((adapter) => adapter.deleteMany(data)),
      consumeOne: (data) => within((adapter) => adapter.consumeOne(data)),
      incrementOne: (data) => within((adapter) => adapter.incrementOne(data)),
      transaction: (work) => within((adapter) => work(adapter)),
    };
  };
