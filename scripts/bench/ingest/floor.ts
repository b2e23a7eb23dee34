import postgres from 'postgres';

/** The tables that taking activities writes, in the order of their references. */
const WRITTEN = ['activity', 'rollup', 'award', 'award_line', 'transfer'] as const;
type Table = (typeof WRITTEN)[number];

/** What one transaction writes: by table one array of texts a column. */
export type Written = ReadonlyMap<Table, readonly (readonly (string | null)[])[]>;

type Column = Readonly<{ name: string; type: string }>;
export type Shape = ReadonlyMap<Table, readonly Column[]>;

export const shapeOf = async (sql: postgres.Sql): Promise<Shape> => {
  const rows = await sql<{ table: Table; name: string; type: string }[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type
    from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relname = any(${[...WRITTEN]}::text[]) and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum`;
  return Map.groupBy(rows, ({ table }) => table);
};

/**
 * The very rows that a service wrote, by the transaction that wrote them, which PostgreSQL knows, as those of another
 * `tenant`; transactions of before are left out. Each batch is a day of a sender, so that no later one changes a cell.
 */
export const capture = async (
  sql: postgres.Sql,
  shape: Shape,
  before: ReadonlySet<string>,
  tenant: string,
): Promise<Written[]> => {
  const transactions = await sql<{ xmin: string }[]>`select distinct xmin::text from activity order by 1`;
  const captured: Written[] = [];
  for (const { xmin } of transactions) {
    if (before.has(xmin)) continue;
    const written = new Map<Table, (string | null)[][]>();
    for (const table of WRITTEN) {
      const columns = shape.get(table) ?? [];
      const texts = columns.map(({ name }) => `${name}::text`).join(', ');
      const rows = await sql.unsafe<Record<string, string | null>[]>(
        `select ${texts} from ${table} where xmin::text = $1`,
        [xmin],
      );
      written.set(
        table,
        columns.map(({ name }) => rows.map((row) => (name === 'tenant_id' ? tenant : (row[name] ?? null)))),
      );
    }
    captured.push(written);
  }
  return captured;
};

/** Writes what was captured, in as many transactions on as many connections; gives the seconds it took. */
export const writeAgain = async (
  url: string,
  shape: Shape,
  captured: readonly Written[],
  connections: number,
): Promise<number> => {
  const statements = new Map(
    WRITTEN.map((table) => {
      const columns = shape.get(table) ?? [];
      const names = columns.map(({ name }) => name).join(', ');
      const values = columns.map(({ type }, index) => `c${index}::${type}`).join(', ');
      const arrays = columns.map((_, index) => `$${index + 1}::text[]`).join(', ');
      const given = columns.map((_, index) => `c${index}`).join(', ');
      return [
        table,
        `insert into ${table} (${names}) select ${values} from unnest(${arrays}) as g (${given})`,
      ] as const;
    }),
  );
  const clients = Array.from({ length: connections }, () => postgres(url, { max: 1, onnotice: () => {} }));
  await Promise.all(clients.map((client) => client`select 1`));
  const start = performance.now();
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      for (let batch = captured[next++]; batch; batch = captured[next++]) {
        const writing = batch;
        await client.begin(async (tx) => {
          for (const table of WRITTEN) {
            const columns = writing.get(table) ?? [];
            if ((columns[0]?.length ?? 0) > 0)
              await tx.unsafe(statements.get(table) ?? '', columns as unknown as string[][], {
                prepare: true,
              });
          }
        });
      }
    }),
  );
  const seconds = (performance.now() - start) / 1000;
  await Promise.all(clients.map((client) => client.end()));
  return seconds;
};
