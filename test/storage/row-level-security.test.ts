import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, type Queryable, rowsOf } from '../../src/storage/database.ts';
import { connectServer, LASTING } from '../../src/storage/server.ts';
import { fullName, type TenantTable } from '../../src/storage/tenant-tables.ts';
import { inSignIn, inTenant } from '../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../test-database.ts';
import { fillTables } from './filled-tables.ts';

const database = testDatabase();

/** The one table of no tenant. */
const HOST = 'public.host';

const APPEND_ONLY = [
  'public.activity',
  'public.award',
  'public.award_line',
  'public.transfer',
  'public.seal',
  'public.audit',
  'public.plan_version',
  'public.settlement',
  'public.identity_key',
];

/** One connection, which every transaction of this file uses again. */
let one: Database;
let all: readonly TenantTable[];
let bound: readonly TenantTable[];
beforeAll(async () => {
  one = database.url()
    ? connectServer(database.url(), { ...LASTING, connections: 1 })
    : { db: database.db(), close: async () => {} };
  all = await fillTables(one.db, ['one', 'two']);
  bound = all.filter((table) => fullName(table) !== HOST);
});
afterAll(() => one.close());

type Role = 'laurel_app' | 'laurel_sign_in';

const workerOf = ({ schema }: TenantTable): Role => (schema === 'sign_in' ? 'laurel_sign_in' : 'laurel_app');

/** What a statement of a role comes to: its rows, or why it was refused. `tenant` is not set at all where undefined. */
const attempt = async (role: string, tenant: string | undefined, statement: ReturnType<typeof sql>) => {
  try {
    return await one.db.transaction(async (tx) => {
      await tx.execute(sql.raw(`set local role ${role}`));
      if (tenant !== undefined) await tx.execute(sql`select set_config('laurel.tenant', ${tenant}, true)`);
      return (await rowsOf(tx as Queryable, statement)) as unknown;
    });
  } catch (error) {
    const { cause } = error as Error;
    return cause instanceof Error ? cause.message : String(error);
  }
};

const rowIn = async (table: TenantTable, tenant: string): Promise<string> => {
  const rows = await rowsOf<{ row: string }>(
    one.db,
    sql`select row_to_json(t)::text as row from ${sql.raw(fullName(table))} t where tenant_id = ${tenant}`,
  );
  expect(rows, `${fullName(table)} has to hold a row of ${tenant}`).toHaveLength(1);
  return rows[0]?.row ?? '';
};

const isGranted = async (role: Role, table: TenantTable, privilege: string): Promise<boolean> => {
  const [row] = await rowsOf<{ granted: boolean }>(
    one.db,
    sql`select has_table_privilege(${role}, ${fullName(table)}, ${privilege}) as granted`,
  );
  return row?.granted ?? false;
};

const denied = expect.stringContaining('permission denied');

/** What comes before a transaction that names no tenant, or which tenant it names. */
const SITUATIONS: readonly Readonly<{
  name: string;
  tenant: string | undefined;
  before?: () => Promise<unknown>;
}>[] = [
  { name: 'without a tenant', tenant: undefined },
  { name: 'with the empty tenant', tenant: '' },
  { name: 'with another tenant', tenant: 'two' },
  { name: 'with one that there is not', tenant: 'three' },
  {
    name: 'after a transaction of the tenant on the same connection',
    tenant: undefined,
    before: () => inTenant(one.db, 'one', (tx) => tx.execute(sql`select from tenant`)),
  },
  {
    name: 'after one that was rolled back',
    tenant: undefined,
    before: () =>
      inSignIn(one.db, 'one', async (tx) => {
        await tx.execute(sql`select from sign_in.person`);
        throw new Error('rolled back');
      }).catch((error: Error) => expect(error.message).toBe('rolled back')),
  },
];

describe.each(SITUATIONS)('the roles that work, $name', ({ tenant, before }) => {
  const asked = async (table: TenantTable, statement: ReturnType<typeof sql>) => {
    await before?.();
    return attempt(workerOf(table), tenant, statement);
  };

  it('see no row of a tenant in any table', async () => {
    for (const table of bound) {
      await rowIn(table, 'one');
      const seen = await asked(table, sql`select distinct tenant_id from ${sql.raw(fullName(table))}`);
      expect([fullName(table), seen]).toEqual([
        fullName(table),
        tenant === 'two' ? [{ tenant_id: 'two' }] : [],
      ]);
    }
  });

  it('put no row of a tenant in any table', async () => {
    for (const table of bound) {
      const name = sql.raw(fullName(table));
      const row = await rowIn(table, 'one');
      const answer = await asked(
        table,
        sql`insert into ${name} select * from json_populate_record(null::${name}, ${row}::json)`,
      );
      const granted = await isGranted(workerOf(table), table, 'INSERT');
      const refusal = granted ? expect.stringContaining('violates row-level security policy') : denied;
      expect([fullName(table), answer]).toEqual([fullName(table), refusal]);
    }
  });

  it('change and delete no row of a tenant in any table', async () => {
    for (const table of bound) {
      const name = sql.raw(fullName(table));
      for (const [privilege, statement] of [
        ['UPDATE', sql`update ${name} set tenant_id = 'two' where tenant_id = 'one' returning tenant_id`],
        [
          'UPDATE',
          sql`update ${name} set tenant_id = tenant_id where tenant_id <> 'two' returning tenant_id`,
        ],
        ['DELETE', sql`delete from ${name} where tenant_id <> 'two' returning tenant_id`],
      ] as const) {
        const granted = await isGranted(workerOf(table), table, privilege);
        const answer = await asked(table, statement);
        expect([fullName(table), privilege, answer]).toEqual([
          fullName(table),
          privilege,
          granted ? [] : denied,
        ]);
      }
      await rowIn(table, 'one');
    }
  });
});

describe('the roles that work', () => {
  it('see the row of their own tenant in every table', async () => {
    for (const table of bound) {
      const seen = await attempt(
        workerOf(table),
        'one',
        sql`select tenant_id from ${sql.raw(fullName(table))}`,
      );
      expect([fullName(table), seen]).toEqual([fullName(table), [{ tenant_id: 'one' }]]);
    }
  });

  it('move no row of their own to another tenant', async () => {
    for (const table of bound) {
      const answer = await attempt(
        workerOf(table),
        'one',
        sql`update ${sql.raw(fullName(table))} set tenant_id = 'three'`,
      );
      const granted = await isGranted(workerOf(table), table, 'UPDATE');
      const refusal = granted ? expect.stringContaining('violates row-level security policy') : denied;
      expect([fullName(table), answer]).toEqual([fullName(table), refusal]);
    }
  });

  it('are bound by policies, and own nothing', async () => {
    const roles = await rowsOf(
      one.db,
      sql`select rolname as name, rolsuper, rolbypassrls, rolcanlogin, rolcreaterole,
        (select count(*)::int from pg_class where relowner = r.oid and relnamespace in
          (select oid from pg_namespace where nspname in ('public', 'sign_in'))) as owns,
        pg_has_role(oid, 'laurel_owner', 'MEMBER') as "isOwner"
      from pg_roles r where rolname in ('laurel_app', 'laurel_sign_in') order by 1`,
    );
    const plain = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false };
    expect(roles).toEqual([
      { name: 'laurel_app', ...plain, owns: 0, isOwner: false },
      { name: 'laurel_sign_in', ...plain, owns: 0, isOwner: false },
    ]);
  });

  it('change and delete nothing that is only added to, not even their own', async () => {
    expect(all.map(fullName)).toEqual(expect.arrayContaining(APPEND_ONLY));
    for (const name of APPEND_ONLY) {
      const table = sql.raw(name);
      expect(await attempt('laurel_app', 'one', sql`update ${table} set tenant_id = 'one'`)).toEqual(denied);
      expect(await attempt('laurel_app', 'one', sql`delete from ${table}`)).toEqual(denied);
    }
  });

  it('read which tenant answers at which host, and change it never', async () => {
    const hosts = await attempt('laurel_app', undefined, sql`select host from host order by 1`);
    expect(hosts).toEqual([{ host: 'of-tenant-one' }, { host: 'of-tenant-two' }]);
    for (const statement of [
      sql`insert into host (host, tenant_id) values ('new.example.com', 'one')`,
      sql`update host set tenant_id = 'one'`,
      sql`delete from host`,
    ])
      expect(await attempt('laurel_app', 'one', statement)).toEqual(denied);
  });

  it('are kept apart: the application sees nothing of signing in', async () => {
    const tables = all.filter(({ schema }) => schema === 'sign_in');
    expect(tables.length).toBeGreaterThanOrEqual(6);
    for (const table of tables)
      expect(
        await attempt('laurel_app', 'one', sql`select from ${sql.raw(fullName(table))}`),
        fullName(table),
      ).toEqual(denied);
  });

  it('are kept apart: what lets people in sees nothing else, and only adds to the audit', async () => {
    for (const table of all.filter(({ schema }) => schema === 'public')) {
      const name = fullName(table);
      for (const privilege of ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE'])
        expect([name, privilege, await isGranted('laurel_sign_in', table, privilege)]).toEqual([
          name,
          privilege,
          name === 'public.audit' && privilege === 'INSERT',
        ]);
      expect(await attempt('laurel_sign_in', 'one', sql`select from ${sql.raw(name)}`), name).toEqual(denied);
    }
  });
});

describe('the owner of the tables', () => {
  it('is bound as well, but for the table that tells the tenant of a host', async () => {
    const unforced = await rowsOf<{ name: string }>(
      one.db,
      sql`
      select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'sign_in') and c.relkind in ('r', 'p')
        and not (c.relrowsecurity and c.relforcerowsecurity)`,
    );
    expect(unforced).toEqual([{ name: HOST }]);
    for (const table of bound)
      expect(
        await attempt('laurel_owner', 'two', sql`select tenant_id from ${sql.raw(fullName(table))}`),
        fullName(table),
      ).toEqual([{ tenant_id: 'two' }]);
  });
});
