import type { BetterAuthOptions, DBAdapter } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import type { Queryable } from './database.ts';
import { appendAudit } from './records.ts';
import { account, person, session, verification } from './tables/sign-in.ts';
import { inSignIn } from './tenant-transaction.ts';

/** What the library calls its tables, and what they are here. */
const SCHEMA = { user: person, session, account, verification };

type Adapter = DBAdapter<BetterAuthOptions>;
type Row = Readonly<{ userId?: string; providerId?: string }> | null;

/**
 * Where the sign-in library keeps what it knows of a tenant's people. Each of its reads and writes is a transaction of that
 * tenant as the role that lets people in, so that the library, which knows no tenants, can neither see nor write another's.
 * Coming in, and changes of what somebody comes in with, are written to the audit in the same transaction.
 */
export const signInAdapter =
  (db: Queryable, tenant: string) =>
  (options: BetterAuthOptions): Adapter => {
    const on = (tx: Queryable): Adapter =>
      drizzleAdapter(tx as never, { provider: 'pg', schema: SCHEMA })(options);
    const within = <T>(work: (adapter: Adapter) => Promise<T>): Promise<T> =>
      inSignIn(db, tenant, (tx) => work(audited(on(tx), tx, tenant)));
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

/** The same adapter, which writes down who came in, and who changed what one comes in with. */
const audited = (adapter: Adapter, tx: Queryable, tenant: string): Adapter => {
  const note = async (action: string, row: Row): Promise<void> => {
    const { userId: who, providerId: by } = row ?? {};
    if (who === undefined) return;
    await appendAudit(tx, tenant, who, { action, subject: who, details: by === undefined ? {} : { by } });
  };
  return {
    ...adapter,
    create: async (data) => {
      const made = await adapter.create(data);
      if (data.model === 'session') await note('sign-in', made as Row);
      if (data.model === 'account') await note('add-credential', made as Row);
      return made as never;
    },
    update: async (data) => {
      const changed = await adapter.update(data);
      if (data.model === 'account' && 'password' in data.update)
        await note('change-password', changed as Row);
      return changed as never;
    },
    delete: async (data) => {
      const gone = data.model === 'account' ? await adapter.findMany<NonNullable<Row>>(data) : [];
      await adapter.delete(data);
      for (const row of gone) await note('remove-credential', row);
    },
  };
};
