import type { Actor, Context } from '../../src/app/context.ts';
import { runJob } from '../../src/app/jobs/run-job.ts';
import type { Role } from '../../src/app/operations.ts';
import { createApp } from '../../src/http/create-app.ts';
import type { LogEntry } from '../../src/http/services.ts';

/** An answer with its body read. */
export type Answered = Readonly<{ status: number; headers: Headers; text: string; json: unknown }>;

export type TestApi = Readonly<{
  app: ReturnType<typeof createApp>;
  /** What was logged so far. */
  log: readonly LogEntry[];
  /** Sends a request as somebody with a role; the body is JSON unless it is a text already. */
  send(method: string, path: string, options?: SendOptions): Promise<Answered>;
}>;

export type SendOptions = Readonly<{
  as?: Role | string | undefined;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
}>;

/** When the clock of the service of a test begins; it goes on by a millisecond whenever it is read. */
export const NOW = Date.parse('2024-03-20T04:00:00Z');

/** `rep:ann` is the rep with the code ann, `manager:kim` the manager with the code kim, anything else a role. */
export const tokenOf = (as: string): string => `token-for-tests-${Buffer.from(as).toString('base64url')}`;

const actorOf = (tenant: string, token: string): Actor | undefined => {
  const as = Buffer.from(/^token-for-tests-(.+)$/.exec(token)?.[1] ?? '', 'base64url').toString();
  if (as === '') return undefined;
  const [role, rep] = as.split(':') as [Role, string | undefined];
  return { tenant, actor: as, roles: [role], ...(rep !== undefined && { rep }) };
};

/** The service on a database of tests; jobs are run before the answer that names them. */
export const testApi = (context: Context): TestApi => {
  const log: LogEntry[] = [];
  const { store, tenant } = context;
  let reads = 0;
  const now = () => {
    reads += 1;
    return NOW + reads;
  };
  const app = createApp({
    openStore: async () => ({ store, close: async () => {} }),
    actorOf: async (token) => actorOf(tenant, token),
    carryJob: async (ticket) => {
      await runJob(store, ticket, { alone: true, now });
    },
    personas: async () => undefined,
    docsAssets: '/api/docs/assets',
    version: '0.0.0-test',
    tenant,
    now,
    log: (entry) => log.push(entry),
  });
  return {
    app,
    log,
    send: async (method, path, { as = 'admin', body, headers = {} } = {}) => {
      const response = await app.request(path, {
        method,
        headers: {
          authorization: `Bearer ${tokenOf(as)}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
    },
  };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
