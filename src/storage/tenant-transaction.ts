import { sql } from 'drizzle-orm';
import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import { DatabaseUnusable, type Queryable, together } from './database.ts';
import { type Deadline, until } from './deadline.ts';
import { repeatedly } from './retry.ts';
import { hindersOwning, rightsOf } from './server-rights.ts';

/**
 * Who does the work of a transaction: the application, or what lets people in, which alone sees what they sign in with and
 * nothing besides. The owner makes and ends tenants, on the command line only; row level security binds it as well.
 */
type WorkingRole = 'laurel_app' | 'laurel_sign_in' | 'laurel_owner';

const ONE_MOMENT: PgTransactionConfig = { isolationLevel: 'repeatable read', accessMode: 'read only' };

type Work<T> = (tx: Queryable, lost: unknown) => Promise<T>;

/**
 * Runs work in one transaction as the application role with the tenant set, so that row level security binds even
 * where the connection belongs to a superuser. Both settings end with the transaction. The whole transaction is run
 * again where it lost against another, told by what, so the work must change nothing outside of it.
 * @throws TimedOut past the deadline, where there is one.
 */
export const inTenant = <T>(db: Queryable, tenant: string, work: Work<T>, deadline?: Deadline): Promise<T> =>
  repeatedly((lost) => inRole('laurel_app', db, tenant, (tx) => work(tx, lost), { deadline }));

/** The same on the tables of signing in. */
export const inSignIn = <T>(db: Queryable, tenant: string, work: Work<T>, deadline?: Deadline): Promise<T> =>
  repeatedly((lost) => inRole('laurel_sign_in', db, tenant, (tx) => work(tx, lost), { deadline }));

/** Does a part of a transaction of the application on the tables of signing in. */
export const asSignIn = async <T>(tx: Queryable, work: (tx: Queryable) => Promise<T>): Promise<T> => {
  await tx.execute(sql`set local role laurel_sign_in`);
  const done = await work(tx);
  await tx.execute(sql`set local role laurel_app`);
  return done;
};

/** The same for work that only reads: all its queries see the tenant as it is at the first of them. */
export const readTenant = <T>(
  db: Queryable,
  tenant: string,
  work: Work<T>,
  deadline?: Deadline,
): Promise<T> =>
  repeatedly((lost) =>
    inRole('laurel_app', db, tenant, (tx) => work(tx, lost), {
      deadline,
      config: ONE_MOMENT,
    }),
  );

/**
 * Runs work in one transaction as the owner of the tables with the tenant set, for as long as it takes. Who serves requests
 * never does.
 * @throws DatabaseUnusable where the login may not act as the owner.
 */
export const inOwner = async <T>(db: Queryable, tenant: string, work: Work<T>): Promise<T> => {
  await requireOwner(db);
  return repeatedly((lost) =>
    inRole('laurel_owner', db, tenant, unhurried(work, lost), { deadline: undefined }),
  );
};

/** The same for work that only reads, as the tenant is at one moment. */
export const readOwner = async <T>(db: Queryable, tenant: string, work: Work<T>): Promise<T> => {
  await requireOwner(db);
  return repeatedly((lost) =>
    inRole('laurel_owner', db, tenant, unhurried(work, lost), { deadline: undefined, config: ONE_MOMENT }),
  );
};

const unhurried =
  <T>(work: Work<T>, lost: unknown) =>
  async (tx: Queryable): Promise<T> => {
    await tx.execute(sql`set local statement_timeout = 0`);
    return work(tx, lost);
  };

const requireOwner = async (db: Queryable): Promise<void> => {
  const hindrance = hindersOwning(await rightsOf(db));
  if (hindrance !== undefined) throw new DatabaseUnusable(hindrance);
};

const inRole = <T>(
  role: WorkingRole,
  db: Queryable,
  tenant: string,
  work: (tx: Queryable) => Promise<T>,
  { deadline, config }: Readonly<{ deadline: Deadline | undefined; config?: PgTransactionConfig }>,
): Promise<T> =>
  db.transaction(async (tx) => {
    // Sent together: the second does not wait for the answer to the first.
    await together([
      tx.execute(sql.raw(`set local role ${role}`)),
      tx.execute(sql`select set_config('laurel.tenant', ${tenant}, true)`),
    ]);
    return work(deadline ? until(tx as Queryable, deadline) : (tx as Queryable));
  }, config);
