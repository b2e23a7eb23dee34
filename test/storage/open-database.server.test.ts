import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DatabaseUnusable, type OpenDatabase, rowsOf } from '../../src/storage/database.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { ensureTenant } from '../../src/storage/plans.ts';
import { hindersMigrating, type Rights } from '../../src/storage/server-rights.ts';
import { inTenant } from '../../src/storage/tenant-transaction.ts';
import { onServer, withDatabase } from '../server/databases.ts';

/** Logins and databases of this file, with names of its own; a login's password is its name. */
const named = (name: string) => `laurel_${name}_${process.pid}`;
const LOGINS = ['worker', 'stranger', 'owner'].map(named);
const [worker = '', stranger = '', owner = ''] = LOGINS;
const DATABASES = ['shared', 'empty', 'owned', 'raced'].map(named);
const [shared = '', empty = '', owned = '', raced = ''] = DATABASES;
const server = () => inject('server').url;
const at = (database: string, login?: string) => withDatabase(server(), database, login);

beforeAll(async () => {
  await onServer(
    server(),
    ...LOGINS.map((login) => `create role ${login} login password '${login}' nosuperuser nobypassrls`),
    `grant laurel_app, laurel_sign_in to ${worker}`,
    `grant laurel_owner, laurel_app, laurel_sign_in to ${owner}`,
    `create database ${shared} template ${inject('server').template}`,
    `create database ${empty}`,
    `create database ${owned} owner ${owner}`,
    `create database ${raced}`,
  );
});
afterAll(() =>
  onServer(
    server(),
    ...DATABASES.map((database) => `drop database ${database} with (force)`),
    ...LOGINS.map((login) => `drop role ${login}`),
  ),
);

/** Opens for the length of some work. */
const opened = async <T>(url: string, work: (database: OpenDatabase) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ url });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
const refusal = async (url: string): Promise<string> => {
  const error: unknown = await openDatabase({ url }).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseUnusable);
  return error instanceof Error ? error.message : '';
};

describe('a login that is only a member of the roles that work', () => {
  it('works in its tenant as the application, and sees no other', async () => {
    await opened(at(shared, worker), async ({ db, applied }) => {
      expect(applied).toEqual([]);
      for (const tenant of ['one', 'two']) await inTenant(db, tenant, (tx) => ensureTenant(tx, tenant));
      const seen = (tenant: string) =>
        inTenant(db, tenant, (tx) =>
          rowsOf(tx, sql`select tenant_id as tenant, current_user::text as role from tenant`),
        );
      expect(await seen('one')).toEqual([{ tenant: 'one', role: 'laurel_app' }]);
      expect(await seen('three')).toEqual([]);
      // Outside of a transaction of a tenant it sees nothing at all, whatever the connection did before.
      expect(await rowsOf(db, sql`select * from tenant`)).toEqual([]);
      await expect(
        inTenant(db, 'one', (tx) => tx.execute(sql`insert into tenant (tenant_id, name) values ('x', 'x')`)),
      ).rejects.toMatchObject({ cause: { code: '42501' } });
    });
  });

  it('cannot turn the policies off, change history or the schema, or become the owner', async () => {
    await opened(at(shared, worker), async ({ db }) => {
      for (const statement of [
        'alter table transfer no force row level security',
        'alter table transfer disable row level security',
        'drop policy transfer_tenant on transfer',
        'create table intruder (n int)',
        'set role laurel_owner',
        'set session authorization postgres',
        'delete from drizzle.__drizzle_migrations',
      ])
        await expect(db.execute(sql.raw(statement)), statement).rejects.toMatchObject({
          cause: { code: '42501' },
        });
    });
  });

  it('cannot migrate, and is told who can', async () => {
    expect(await refusal(at(empty, worker))).toMatch(
      /^The database lacks 0000_tables, 0001_security.* The login “laurel_worker_\d+” may not create tables .* as the owner of the database, or let an administrator run: GRANT CREATE ON DATABASE/,
    );
  });
});

describe('a login that is no member', () => {
  it('is told what an administrator has to run', async () => {
    expect(await refusal(at(shared, stranger))).toContain(
      `GRANT laurel_app, laurel_sign_in TO "${stranger}";`,
    );
  });
});

describe('the owner of a database who is not a superuser', () => {
  it('migrates it, and the application works there', async () => {
    await opened(at(owned, owner), async ({ db, applied }) => {
      expect(applied.slice(0, 2)).toEqual(['0000_tables', '0001_security']);
      await inTenant(db, 'one', (tx) => ensureTenant(tx, 'one'));
      const tables = await rowsOf<{ owner: string }>(
        db,
        sql`select distinct tableowner as owner from pg_tables where schemaname in ('public', 'drizzle')`,
      );
      expect(tables).toEqual([{ owner: 'laurel_owner' }]);
    });
    await opened(at(owned, worker), ({ db }) => inTenant(db, 'two', (tx) => ensureTenant(tx, 'two')));
    await opened(at(owned, owner), async ({ applied }) => expect(applied).toEqual([]));
  });
});

describe('several that start at once', () => {
  it('migrate once between them', async () => {
    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ url: at(raced) })));
    const applied = databases.map((each) => each.applied.length).sort();
    expect(applied.slice(0, 3)).toEqual([0, 0, 0]);
    expect(applied[3]).toBeGreaterThanOrEqual(2);
    await Promise.all(databases.map((each) => each.close()));
  });
});

describe('a login that may not create the roles', () => {
  const rights: Rights = {
    login: 'ann"s',
    database: 'laurel',
    superuser: false,
    createsRoles: false,
    createsTables: true,
    ofOwner: null,
    ofApplication: null,
    ofSignIn: null,
  };
  it('is told to let an administrator create them', () => {
    expect(hindersMigrating(rights)).toBe(
      'The login “ann"s” may not create roles. Let an administrator run: CREATE ROLE laurel_owner NOLOGIN; CREATE ROLE laurel_app NOLOGIN; CREATE ROLE laurel_sign_in NOLOGIN; GRANT laurel_owner, laurel_app, laurel_sign_in TO "ann""s";',
    );
    expect(hindersMigrating({ ...rights, ofOwner: true })).toContain(
      'run: CREATE ROLE laurel_app NOLOGIN; CREATE ROLE laurel_sign_in NOLOGIN;',
    );
    expect(hindersMigrating({ ...rights, ofOwner: false, ofApplication: true, ofSignIn: true })).toContain(
      'no member of laurel_owner',
    );
  });
  it('needs no help where the roles are given, where it may create them, or where it may do everything', () => {
    expect(
      hindersMigrating({ ...rights, ofOwner: true, ofApplication: true, ofSignIn: true }),
    ).toBeUndefined();
    expect(hindersMigrating({ ...rights, createsRoles: true })).toBeUndefined();
    expect(hindersMigrating({ ...rights, createsTables: false, superuser: true })).toBeUndefined();
  });
});

describe('a server that cannot be reached', () => {
  const SECRET = 's3cret';
  it.each([
    ['nonsense', /is not a PostgreSQL URL; write postgres:/],
    [`mysql://ann:${SECRET}@127.0.0.1/x`, /is not a PostgreSQL URL/],
    [`postgres://ann:${SECRET}@127.0.0.1:1/x`, /^No PostgreSQL server answers at 127\.0\.0\.1:1; /],
    [`postgres://ann:${SECRET}@no-such-host.invalid/x`, /^(There is no host|The host) no-such-host\.invalid/],
    [`postgres://ann:${SECRET}@localhost/x?host=/nowhere`, /^No PostgreSQL server answers at \/nowhere; /],
  ])('%s is one sentence without the password', async (url, sentence) => {
    const message = await refusal(url);
    expect(message).toMatch(sentence);
    expect(message).not.toContain(SECRET);
    expect(message).not.toContain('\n');
  });

  it('because of the login or the database is a sentence too', async () => {
    const wrong = new URL(at(shared, worker));
    wrong.password = SECRET;
    const message = await refusal(wrong.href);
    expect(message).toMatch(/refused the password of the login “laurel_worker_\d+”/);
    expect(message).not.toContain(SECRET);
    expect(await refusal(at('nowhere'))).toMatch(/^There is no database “nowhere” at .*createdb/);
  });
});
