import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, Queryable } from './database.ts';

/**
 * How a client uses a server. `connections` bounds its pool. `statementSeconds` ends a statement that runs away and
 * a transaction that is left open; undefined leaves that to the server, as Hyperdrive and transaction poolers take no
 * settings when a connection starts. `ends` is false where the runtime ends connections itself.
 */
export type ServerUse = Readonly<{
  connections: number;
  connectSeconds: number;
  statementSeconds: number | undefined;
  ends: boolean;
}>;

/** A process that lives on and serves many: ten connections are as many as a server of two to four cores works on. */
export const LASTING: ServerUse = { connections: 10, connectSeconds: 10, statementSeconds: 300, ends: true };

/** A client for one request of a Worker, which may hold six connections and whose runtime ends them. */
export const PER_REQUEST: ServerUse = {
  connections: 5,
  connectSeconds: 10,
  statementSeconds: undefined,
  ends: false,
};

/** A connection without an owner is given up after this long, and any after half an hour or so. */
const IDLE_SECONDS = 60;

/**
 * Connects to a PostgreSQL server when first used. Runs on Node and in a Worker: it imports neither files nor the
 * embedded database. Every statement with parameters is prepared once a connection.
 */
export const connectServer = (url: string, use: ServerUse = LASTING): Database => {
  const client = preparing(createClient(url, use));
  return {
    db: drizzle({ client }) as unknown as Queryable,
    close: async () => {
      if (use.ends) await client.end({ timeout: 5 });
    },
  };
};

/** The client below, for what needs a connection of its own. */
export const createClient = (url: string, use: ServerUse): postgres.Sql => {
  const { statementSeconds } = use;
  const { address, host } = withSocket(url);
  return postgres(address, {
    ...(host !== null && { host }),
    max: use.connections,
    connect_timeout: use.connectSeconds,
    ...(use.ends && { idle_timeout: IDLE_SECONDS }),
    prepare: true,
    // Arrays are sent as text, and nothing else needs the server's catalogue.
    fetch_types: false,
    connection: {
      application_name: 'laurel',
      ...(statementSeconds !== undefined && {
        statement_timeout: statementSeconds * 1000,
        idle_in_transaction_session_timeout: statementSeconds * 1000,
      }),
    },
    onnotice: () => {},
  });
};

/** The folder of a Unix socket stands in `?host=` for psql; postgres.js wants it beside the address. */
const withSocket = (url: string): Readonly<{ address: string; host: string | null }> => {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  const host = address?.searchParams.get('host');
  if (!address || !host?.startsWith('/')) return { address: url, host: null };
  address.searchParams.delete('host');
  return { address: address.href, host };
};

/**
 * drizzle 0.45 asks its client to send every query unprepared (drizzle-orm issue 6096). Statements without parameters
 * stay in the simple protocol, where several may stand in one text, as in migrations.
 */
const preparing = <Client extends postgres.Sql>(client: Client): Client => {
  const { begin } = client;
  const inTransaction = (sql: postgres.TransactionSql): postgres.TransactionSql => {
    const { savepoint } = sql;
    const nested = (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
      savepoint((inner) => work(inTransaction(inner)));
    return Object.assign(withPreparedStatements(sql), { savepoint: nested });
  };
  return Object.assign(withPreparedStatements(client), {
    begin: (work: (sql: postgres.TransactionSql) => Promise<unknown>) =>
      begin((sql) => work(inTransaction(sql))),
  });
};

const withPreparedStatements = <Client extends postgres.ISql>(client: Client): Client => {
  const { unsafe } = client;
  return Object.assign(client, {
    unsafe: ((query, parameters = [], options = {}) =>
      unsafe(query, parameters, { ...options, prepare: parameters.length > 0 })) as typeof unsafe,
  });
};
