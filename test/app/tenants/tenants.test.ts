import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import { changeHosts } from '../../../src/app/tenants/change-hosts.ts';
import { createTenant } from '../../../src/app/tenants/create-tenant.ts';
import { deleteTenant, type TenantDeletion } from '../../../src/app/tenants/delete-tenant.ts';
import { exportTenant } from '../../../src/app/tenants/export-tenant.ts';
import { LEFT_OUT } from '../../../src/app/tenants/left-out.ts';
import { listTenants } from '../../../src/app/tenants/list-tenants.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { tenantAtHost } from '../../../src/storage/hosts.ts';
import { fullName, type TenantTable } from '../../../src/storage/tenant-tables.ts';
import { fillTables } from '../../storage/filled-tables.ts';
import { testDatabase } from '../../test-database.ts';

const database = testDatabase();
const AT = Date.parse('2024-03-20T04:00:00Z');

const of = (tenant: string): Context => ({ ...database.tenant(), tenant });

let tables: readonly TenantTable[];
beforeAll(async () => {
  tables = await fillTables(database.db(), ['full', 'gone', 'kept']);
});

/** How many rows of a tenant each table of the catalogue holds. */
const counts = async (tenant: string): Promise<Record<string, number>> => {
  const found: Record<string, number> = {};
  const named = await rowsOf<{ name: string }>(
    database.db(),
    sql`select table_schema || '.' || table_name as name from information_schema.columns
      where table_schema in ('public', 'sign_in') and column_name = 'tenant_id'`,
  );
  for (const { name } of named) {
    const [row] = await rowsOf<{ rows: number }>(
      database.db(),
      sql`select count(*)::int as rows from ${sql.raw(name)} where tenant_id = ${tenant}`,
    );
    found[name] = row?.rows ?? 0;
  }
  return found;
};

const exported = async (context: Context) => {
  const files = new Map<string, string>();
  const manifest = await exportTenant(context, async (name, pieces) => {
    let text = '';
    for await (const piece of pieces) text += piece;
    files.set(name, text);
    return createHash('sha256').update(text).digest('hex');
  });
  return { files, manifest };
};

const refusal = (code: string) => expect.objectContaining({ code });

describe('making a tenant', () => {
  it('lets its first administrator in at its first host, and can be done again until then', async () => {
    const made = await createTenant(of('north'), {
      hosts: ['north.example.com', 'n.example.com'],
      display: 'North & Co',
      at: AT,
    });
    expect(made.link).toMatch(/^https:\/\/north\.example\.com\/join#inv_[0-9a-f]{30}\.[\w-]{43}$/);
    const again = await createTenant(of('north'), { hosts: ['north.example.com'], at: AT });
    expect(again.link).toBe(made.link);
    expect(await listTenants(of('x').store)).toContainEqual({
      tenant: 'north',
      display: 'North & Co',
      hosts: ['n.example.com', 'north.example.com'],
    });
  });

  it('leaves nothing where it is refused', async () => {
    await createTenant(of('first'), { hosts: ['taken.example.com'], at: AT });
    const second = createTenant(of('second'), { hosts: ['free.example.com', 'taken.example.com'], at: AT });
    await expect(second).rejects.toEqual(refusal('conflict'));
    expect(Object.values(await counts('second')).every((rows) => rows === 0)).toBe(true);
    expect(await tenantAtHost(database.db(), 'free.example.com')).toBeUndefined();
    const peopled = createTenant(of('full'), { hosts: ['full.example.com'], at: AT });
    await expect(peopled).rejects.toEqual(refusal('conflict'));
    expect(await tenantAtHost(database.db(), 'full.example.com')).toBeUndefined();
  });

  it.each(['', 'North', '-north', 'a b', 'a'.repeat(41), 'ä', 'a\n'])(
    'refuses the name “%s”',
    async (name) => {
      const made = createTenant(of(name), { hosts: ['some.example.com'], at: AT });
      await expect(made).rejects.toEqual(refusal('invalid'));
    },
  );

  it.each([
    '',
    'North.example.com',
    'a.example.com:443',
    'https://a',
    'a..b',
    '-a.b',
    'a_b',
    '*.a',
    `${'a'.repeat(64)}.b`,
  ])('refuses the host “%s”', async (host) => {
    const made = createTenant(of('hostly'), { hosts: [host], at: AT });
    await expect(made).rejects.toEqual(refusal('invalid'));
  });
});

describe('changing hosts', () => {
  it('adds and removes them, and never takes one of another tenant', async () => {
    await createTenant(of('east'), { hosts: ['east.example.com'], at: AT });
    await createTenant(of('west'), { hosts: ['west.example.com'], at: AT });
    const changed = await changeHosts(of('east'), { add: ['e.example.com'], remove: ['east.example.com'] });
    expect(changed).toEqual({ tenant: 'east', hosts: ['e.example.com'] });
    const taking = changeHosts(of('east'), { add: ['new.example.com', 'west.example.com'], remove: [] });
    await expect(taking).rejects.toEqual(refusal('conflict'));
    await changeHosts(of('east'), { add: [], remove: ['west.example.com'] });
    expect(await tenantAtHost(database.db(), 'west.example.com')).toBe('west');
    expect(await tenantAtHost(database.db(), 'new.example.com')).toBeUndefined();
    const nobody = changeHosts(of('nobody'), { add: ['nobody.example.com'], remove: [] });
    await expect(nobody).rejects.toEqual(refusal('not-found'));
  });
});

describe('exporting a tenant', () => {
  it('writes every table of the catalogue with its hash, and nothing of another tenant', async () => {
    const { files, manifest } = await exported(of('full'));
    expect(manifest.tables.map(({ table }) => table).sort()).toEqual(
      Object.keys(await counts('full')).sort(),
    );
    for (const { file, rows, sha256 } of manifest.tables) {
      const text = files.get(file) ?? '';
      expect([file, rows, text.trimEnd().split('\n').length]).toEqual([file, 1, 1]);
      expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
      expect(JSON.parse(text)).toMatchObject({ tenant_id: 'full' });
    }
  });

  it('leaves out what anybody signs in with, and nothing else', async () => {
    const { files } = await exported(of('full'));
    for (const table of tables) {
      const row = JSON.parse(files.get(`${fullName(table)}.ndjson`) ?? '') as object;
      const left = table.columns.filter((column) => !(column in row));
      expect([fullName(table), left.sort()]).toEqual([
        fullName(table),
        [...(LEFT_OUT[fullName(table)] ?? [])].sort(),
      ]);
    }
    // A new column that sounds like a secret has to be decided on here or there.
    const harmless = ['content_hash', 'trace_hash', 'request_hash', 'access_token_expires_at'];
    const suspects = tables.flatMap((table) =>
      table.columns
        .filter((column) => /secret|hash|token|password|pin(_|$)/.test(column))
        .filter((column) => !/_token_expires_at$/.test(column) && !harmless.includes(column))
        .filter((column) => !LEFT_OUT[fullName(table)]?.includes(column)),
    );
    expect(suspects).toEqual([]);
  });

  it('goes on from portion to portion', async () => {
    const context = database.tenant();
    const codes = Array.from({ length: 2_500 }, (_, index) => `p${String(index).padStart(5, '0')}`);
    await database.db().execute(sql`
      insert into product (tenant_id, product_id, code, name, listed)
      select ${context.tenant}, 'p' || lpad(n::text, 5, '0'), n::text, 'x', true from generate_series(0, 2499) n`);
    const { files } = await exported(context);
    const lines = (files.get('public.product.ndjson') ?? '').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { product_id: string }).product_id)).toEqual(codes);
  });

  it('knows no tenant that has nothing', async () => {
    await expect(exported(of('nobody'))).rejects.toEqual(refusal('not-found'));
  });
});

describe('deleting a tenant', () => {
  const deletion = (tenant: string, untilUnknown = async () => {}) => {
    const noted: TenantDeletion[] = [];
    const note = async (each: TenantDeletion) => {
      noted.push(each);
    };
    return { noted, done: deleteTenant(of(tenant), { confirm: tenant, at: AT, note, untilUnknown }) };
  };

  it('asks for the name again', async () => {
    const wrong = deleteTenant(of('kept'), {
      confirm: 'keep',
      at: AT,
      note: async () => {},
      untilUnknown: async () => {},
    });
    await expect(wrong).rejects.toEqual(refusal('state'));
    expect(Object.values(await counts('kept')).every((rows) => rows === 1)).toBe(true);
  });

  it('broken off is finished by doing it again, and leaves nothing of it and all of the others', async () => {
    const broken = deletion('gone', () => Promise.reject(new Error('killed')));
    await expect(broken.done).rejects.toThrow('killed');
    expect(broken.noted).toEqual([
      { tenant: 'gone', actor: 'tester', at: '2024-03-20T04:00:00.000Z', hosts: ['of-tenant-gone'] },
    ]);
    expect(await tenantAtHost(database.db(), 'of-tenant-gone')).toBeUndefined();

    const again = deletion('gone');
    const { rows } = await again.done;
    const left = await counts('gone');
    expect(Object.keys(rows ?? {}).sort()).toEqual(Object.keys(left).sort());
    for (const [table, count] of Object.entries(rows ?? {}))
      expect([table, count]).toEqual([table, table === 'public.host' ? 0 : 1]);
    expect(Object.values(left).every((count) => count === 0)).toBe(true);
    expect(Object.values(await counts('kept')).every((count) => count === 1)).toBe(true);
    expect(again.noted).toHaveLength(2);
    await expect(deletion('gone').done).rejects.toEqual(refusal('not-found'));
  });
});
