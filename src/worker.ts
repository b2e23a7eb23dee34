import type { ExecutionContext } from 'hono';
import meta from '../package.json' with { type: 'json' };
import type { Context, Store } from './app/context.ts';
import { type JobTicket, recoverJobs, runJob } from './app/jobs/run-job.ts';
import { sealLedger } from './app/ledger/seal-ledger.ts';
import { forServedTenants } from './app/tenants/served-tenants.ts';
import { keepTidy } from './app/upkeep.ts';
import { keyFingerprint } from './domain/identities.ts';
import { createApp } from './http/create-app.ts';
import { parseLimits } from './http/limits.ts';
import type { LogEntry, RequestStore } from './http/services.ts';
import { type SignInEnvironment, signInFrom } from './http/sign-in/configure.ts';
import { actorsByToken, parseTokens } from './http/tokens.ts';
import { DatabaseUnusable } from './storage/database.ts';
import { saveIdentityFingerprint } from './storage/identity-key.ts';
import { connectServer, PER_REQUEST } from './storage/server.ts';
import { inTenant } from './storage/tenant-transaction.ts';

/** What wrangler.toml and the secrets of the Worker bind. */
export type Bindings = Readonly<{
  HYPERDRIVE: Readonly<{ connectionString: string }>;
  JOBS: Readonly<{ send(ticket: JobTicket): Promise<unknown> }>;
  /** JSON of those who may come in; a secret. */
  LAUREL_TOKENS: string;
  /** The key that makes internal ids; a secret. */
  LAUREL_IDENTITY_KEY: string;
  /** In place of the usual limits, such as `people=300/60 keys=6000/60`. */
  LAUREL_LIMITS?: string;
  /** The tenant it serves; `main` when left out. */
  LAUREL_TENANT?: string;
  /** `many` where each request says by its host, or a header, which tenant it is for. */
  LAUREL_TENANTS?: string;
  /** 1 where the tokens stand for people of a demo, who come in with them. */
  LAUREL_DEMO?: string;
}> &
  SignInEnvironment;

type Batch = Readonly<{ messages: readonly Readonly<{ body: JobTicket; ack(): void; retry(): void }>[] }>;

const tenantOf = ({ LAUREL_TENANT }: Bindings): string => LAUREL_TENANT || 'main';

/** The only tenant that it serves; undefined where each request says which. */
const servedBy = (env: Bindings): string | undefined =>
  env.LAUREL_TENANTS === 'many' ? undefined : tenantOf(env);

/** The key that was found to be the one of the database, so that an isolate asks only once. */
let provenKey: string | undefined;

/** A client for one request or one message; the runtime ends its connections. */
const openStore = async (env: Bindings): Promise<RequestStore> => {
  const { HYPERDRIVE, LAUREL_IDENTITY_KEY: key } = env;
  const tenant = tenantOf(env);
  if (!key) throw new DatabaseUnusable('The secret LAUREL_IDENTITY_KEY is not set.');
  const { db, close } = connectServer(HYPERDRIVE.connectionString, PER_REQUEST);
  if (provenKey !== key) {
    const own = keyFingerprint(key);
    const stands = await inTenant(db, tenant, (tx) => saveIdentityFingerprint(tx, tenant, own));
    if (stands !== own) throw new DatabaseUnusable('LAUREL_IDENTITY_KEY is not the key of this database.');
    provenKey = key;
  }
  return { store: { db, identityKey: key }, close };
};

const log = ({ level, message, ...rest }: LogEntry): void => {
  // biome-ignore lint/suspicious/noConsole: the log of a Worker is its console.
  console[level](JSON.stringify({ level, message, ...rest }));
};

const appOf = (env: Bindings) => {
  const actorOf = actorsByToken(parseTokens(env.LAUREL_TOKENS ?? '[]', 'LAUREL_TOKENS'), tenantOf(env));
  return createApp({
    openStore: () => openStore(env),
    actorOf: async (token) => actorOf(token),
    clientAddress: (request) => request.headers.get('cf-connecting-ip') ?? undefined,
    limits: parseLimits(env.LAUREL_LIMITS),
    carryJob: async (ticket) => {
      await env.JOBS.send(ticket);
    },
    personas: async () => undefined,
    docsAssets: '/docs-assets',
    version: meta.version,
    tenant: servedBy(env),
    signIn: {
      ...signInFrom(env),
      // A demo is the only tenant.
      ...(env.LAUREL_DEMO === '1' &&
        servedBy(env) !== undefined && { personOfToken: (token: string) => actorOf(token)?.actor }),
    },
    background: (c, work) => c.executionCtx.waitUntil(work),
    now: () => Date.now(),
    log,
  });
};

let app: ReturnType<typeof appOf> | undefined;

const asService = (store: Store, tenant: string): Context => ({
  tenant,
  actor: 'laurel',
  roles: ['admin'],
  store,
});

const inStore = async <T>(env: Bindings, work: (store: Store) => Promise<T>): Promise<T> => {
  const { store, close } = await openStore(env);
  try {
    return await work(store);
  } finally {
    await close();
  }
};

/** Seals the ledger; the checkpoint goes to the log, outside of the database, where `laurel verify` can be given it from. */
const seal = async (store: Store, tenant: string): Promise<void> => {
  const checkpoint = await sealLedger(asService(store, tenant));
  if (checkpoint) log({ level: 'info', message: 'checkpoint', ...checkpoint });
};

/** The service on Cloudflare Workers: requests, jobs from the queue, and what is due by the clock. */
export default {
  fetch: (request: Request, env: Bindings, execution: ExecutionContext): Response | Promise<Response> => {
    app ??= appOf(env);
    return app.fetch(request, env, execution);
  },

  queue: async ({ messages }: Batch, env: Bindings): Promise<void> => {
    for (const message of messages) {
      try {
        await inStore(env, async (store) => {
          await runJob(store, message.body, { alone: false, now: () => Date.now() });
          await seal(store, message.body.tenant);
        });
        message.ack();
      } catch (error) {
        const { name } = error as Error;
        const { job } = message.body;
        log({ level: 'error', message: 'a job failed and is tried again', job, error: name });
        message.retry();
      }
    }
  },

  scheduled: async (_event: unknown, env: Bindings): Promise<void> => {
    await inStore(env, (store) =>
      forServedTenants(store, servedBy(env), {
        work: async (tenant) => {
          for (const ticket of await recoverJobs(store, { tenant, alone: false }))
            await env.JOBS.send(ticket);
          await seal(store, tenant);
          await keepTidy(asService(store, tenant), Date.now());
        },
        failed: (error) =>
          log({ level: 'error', message: 'the upkeep failed', error: (error as Error).name }),
      }),
    );
  },
};
