import type { Job } from '../../schemas/job.ts';
import { startWorker } from '../../scripts/worker/start-worker.ts';
import type { Actor, Context } from '../../src/app/context.ts';
import { runJob } from '../../src/app/jobs/run-job.ts';
import { ROLES, type Role } from '../../src/app/operations.ts';
import { createApp } from '../../src/http/create-app.ts';
import { parseLimits } from '../../src/http/limits.ts';
import type { LogEntry } from '../../src/http/services.ts';
import { type SignInEnvironment, signInFrom } from '../../src/http/sign-in/configure.ts';
import { actorsByToken, type TokenHolder } from '../../src/http/tokens.ts';
import { answerChecker, type OpenApiDocument } from './check-answer.ts';

/** An answer with its body read. */
export type Answered = Readonly<{ status: number; headers: Headers; text: string; json: unknown }>;

export type TestApi = Readonly<{
  /** The local day on which the service believes to be. */
  today: string;
  /** Where its pages come from. */
  origin: string;
  /** What was logged so far; nothing of a Worker, whose log is its own. */
  log: readonly LogEntry[];
  /**
   * Sends a request as somebody; the body is JSON unless it is a text or bytes already. Fails where the answer is not what the
   * document of the API says.
   */
  send(method: string, path: string, options?: SendOptions): Promise<Answered>;
  /** Settles a period and waits for the job. */
  settle(period: string): Promise<Job>;
  close(): Promise<void>;
}>;

/** A role, or a role and the rep who has it, such as `rep:ann`. */
export type As = Role | `${'rep' | 'manager'}:${string}`;

export type SendOptions = Readonly<{
  /** Nobody when null. */
  as?: As | null;
  body?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** Where it is sent, when not to the origin. */
  host?: 'localhost' | '127.0.0.1';
}>;

/** When the clock of the service in this process begins; it goes on by a millisecond whenever it is read. */
const NOW = Date.parse('2024-03-20T04:00:00Z');

/** Tests ask quicker than people. */
const NO_LIMITS = 'people=1000000 keys=1000000 failures=1000000';

const tokenOf = (as: string): string => `token-for-tests-${Buffer.from(as).toString('base64url')}`;

const holdersOf = (reps: readonly string[]): TokenHolder[] =>
  [...ROLES, ...reps.flatMap((rep) => [`rep:${rep}`, `manager:${rep}`])].map((as) => {
    const [role, rep] = as.split(':') as [Role, string | undefined];
    return { token: tokenOf(as), actor: as, roles: [role], ...(rep !== undefined && { rep }) };
  });

/** What the configuration says of signing in, of limits and of tenants. */
export type Configured = Readonly<{
  signIn?: SignInEnvironment;
  limits?: string;
  /** Whether each request says by its host, or a header, which tenant it is for. */
  isForMany?: boolean;
}>;

/**
 * The service of a tenant: in this process, or in workerd on the server's database where the project of the run says
 * so. Reps who are to sign in are named by their codes; `limits` are as `LAUREL_LIMITS` has them.
 */
export const testApi = async (
  context: Context,
  databaseUrl: string,
  reps: readonly string[] = [],
  { signIn = {}, limits = NO_LIMITS, isForMany = false }: Configured = {},
): Promise<TestApi> => {
  const holders = holdersOf(reps);
  const log: LogEntry[] = [];
  const service =
    process.env.LAUREL_TEST_RUNTIME === 'workerd'
      ? await inWorkerd(context, databaseUrl, holders, { signIn, limits, isForMany })
      : inProcess(context, holders, log, { signIn, limits, isForMany });
  const described = await service.request(`${service.origin}/api/openapi.json`, {});
  const check = answerChecker((await described.json()) as OpenApiDocument);
  const send: TestApi['send'] = async (method, path, { as = 'admin', body, headers = {}, host } = {}) => {
    const response = await service.request(hostOf(service.origin, host) + path, {
      method,
      headers: {
        ...(as !== null && { authorization: `Bearer ${tokenOf(as)}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: payloadOf(body) }),
    });
    const text = await response.text();
    const json = jsonOf(text);
    const mediaType = response.headers.get('content-type') ?? '';
    const fault = path.startsWith('/api/v1/') && check(method, path, response.status, mediaType, json);
    if (fault) throw new Error(fault);
    return { status: response.status, headers: response.headers, text, json };
  };
  const settle = async (period: string): Promise<Job> => {
    const { json } = await send('POST', '/api/v1/settlements', { as: 'payroll', body: { period } });
    for (;;) {
      const { json: job } = await send('GET', `/api/v1/jobs/${(json as Job).id}`);
      if ((job as Job).endedAt !== undefined) return job as Job;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  return { today: service.today, origin: service.origin, log, send, settle, close: service.close };
};

/** The origin at another of the names that this machine has. */
const hostOf = (origin: string, host: string | undefined): string => {
  const url = new URL(origin);
  if (host !== undefined) url.hostname = host;
  return url.origin;
};

const payloadOf = (body: unknown): string | Blob => {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Blob([new Uint8Array(body)]) : JSON.stringify(body);
};

type Service = Pick<TestApi, 'today' | 'origin' | 'close'> &
  Readonly<{ request(url: string, init: RequestInit): Response | Promise<Response> }>;

/** Jobs are run before the answer that names them. */
const inProcess = (
  context: Context,
  holders: readonly TokenHolder[],
  log: LogEntry[],
  { signIn, limits, isForMany }: Required<Configured>,
): Service => {
  const { store, tenant } = context;
  let reads = 0;
  const now = () => {
    reads += 1;
    return NOW + reads;
  };
  const actorOf: (token: string) => Actor | undefined = actorsByToken(holders, tenant);
  const app = createApp({
    openStore: async () => ({ store, close: async () => {} }),
    actorOf: async (token) => actorOf(token),
    clientAddress: (request) => request.headers.get('cf-connecting-ip') ?? '127.0.0.1',
    limits: parseLimits(limits),
    carryJob: async (ticket) => {
      await runJob(store, ticket, { alone: true, now });
    },
    personas: async () => undefined,
    docsAssets: '/docs-assets',
    version: '0.0.0-test',
    tenant: isForMany ? undefined : tenant,
    signIn: signInFrom(signIn),
    background: (_c, work) => {
      work.catch(() => {});
    },
    now,
    log: (entry) => log.push(entry),
  });
  return {
    today: '2024-03-20',
    origin: 'http://localhost',
    request: (url, init) => app.request(url, init),
    close: async () => {},
  };
};

const inWorkerd = async (
  { tenant, store }: Context,
  databaseUrl: string,
  tokens: readonly TokenHolder[],
  configured: Required<Configured>,
): Promise<Service> => {
  const worker = await startWorker({
    databaseUrl,
    tokens,
    tenant,
    identityKey: store.identityKey,
    ...configured,
  });
  return {
    origin: worker.address,
    // Shanghai knows no summer time.
    today: new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10),
    request: (url, init) => fetch(url, { ...init, redirect: 'manual' }),
    close: worker.stop,
  };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
