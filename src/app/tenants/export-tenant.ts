import { fullName, readingMoment, tenantRows, tenantTables } from '../../storage/tenant-tables.ts';
import { readOwner } from '../../storage/tenant-transaction.ts';
import type { Context } from '../context.ts';
import { LEFT_OUT } from './left-out.ts';
import { noTenant, requireTenantName } from './tenant-names.ts';

/** Rows in memory at once. */
const PORTION = 1_000;

/** One file of an export. */
export type ExportedTable = Readonly<{
  table: string;
  file: string;
  rows: number;
  /** Of the bytes of the file, in hexadecimal. */
  sha256: string;
  /** Columns that are not in it. */
  leftOut: readonly string[];
}>;

/** What an export holds, and the moment as of which it does. */
export type TenantManifest = Readonly<{ tenant: string; asOf: string; tables: readonly ExportedTable[] }>;

/** Where an export goes: takes the text of a file piece by piece, and gives the hash of its bytes. */
export type WriteFile = (name: string, pieces: AsyncIterable<string>) => Promise<string>;

/**
 * Writes everything of the tenant of the context, each table as a file of JSON lines, as of one moment; memory does not grow
 * with it. Secrets of signing in stay out, so that nobody can come in with what is written.
 * @throws LaurelError `invalid` for a name, `not-found` where there is nothing of such a tenant; files were written then.
 */
export const exportTenant = async ({ tenant, store }: Context, write: WriteFile): Promise<TenantManifest> => {
  requireTenantName(tenant);
  return readOwner(store.db, tenant, async (tx) => {
    const asOf = await readingMoment(tx);
    const tables: ExportedTable[] = [];
    for (const table of await tenantTables(tx)) {
      const leftOut = LEFT_OUT[fullName(table)] ?? [];
      const file = `${fullName(table)}.ndjson`;
      const columns = table.columns.filter((column) => !leftOut.includes(column));
      const counted = { rows: 0 };
      const portions = tenantRows(tx, tenant, table, { columns, portion: PORTION });
      const sha256 = await write(file, lines(portions, counted));
      tables.push({ table: fullName(table), file, rows: counted.rows, sha256, leftOut });
    }
    if (tables.every(({ rows }) => rows === 0)) throw noTenant(tenant);
    return { tenant, asOf, tables };
  });
};

async function* lines(
  portions: ReturnType<typeof tenantRows>,
  counted: { rows: number },
): AsyncGenerator<string, void> {
  for await (const portion of portions) {
    counted.rows += portion.length;
    yield `${portion.join('\n')}\n`;
  }
}
