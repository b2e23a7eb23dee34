import { serve } from '@hono/node-server';
import { type JobTicket, recoverJobs, runJob } from '../app/jobs/run-job.ts';
import { readDemoProgress } from '../app/read-health.ts';
import { forServedTenants, servedTenants } from '../app/tenants/served-tenants.ts';
import { keepTidy } from '../app/upkeep.ts';
import { createApp } from '../http/create-app.ts';
import { rootOf } from '../http/map-errors.ts';
import type { LogEntry, Services } from '../http/services.ts';
import { actorsByToken } from '../http/tokens.ts';
import { carryByServer, carryInProcess, type JobCarrier } from './carry-jobs.ts';
import { sealAndKeep } from './checkpoints.ts';
import { clientAddress } from './client-address.ts';
import type { Configuration } from './configuration.ts';
import { beginDemo } from './load-demo-data.ts';
import { writeLog } from './log.ts';
import { type OpenStore, openStore } from './open-store.ts';
import { demoPersonas, letInPersonas } from './personas.ts';
import { tokenHolders } from './token-holders.ts';
import { VERSION } from './version.ts';
import { type WayIn, waysIn } from './ways-in.ts';
import { withWebApp } from './with-web-app.ts';

/** How often jobs are looked for that a process has left behind, and the ledger is sealed. */
const UPKEEP_MS = 60_000;

export type RunningService = Readonly<{
  /** Where it answers. */
  address: string;
  /** Who may be told how to come in, by what path: the personas of a demo, or the first administrator of a store. */
  shown: readonly WayIn[];
  /** Whether it serves a demo, whose people and figures are made up. */
  isDemo: boolean;
  stop(): Promise<void>;
}>;

/** What tells the time (epoch milliseconds), and takes what is logged. */
type Surroundings = Pick<Services, 'now' | 'log'>;
const REAL: Surroundings = { now: () => Date.now(), log: writeLog };

/** Opens the store, serves API and web app, and runs jobs, until it is stopped. */
export const runService = async (
  configuration: Configuration,
  surroundings: Surroundings = REAL,
): Promise<RunningService> => {
  const { dataDir, keyFile } = configuration;
  const { tenant } = configuration;
  const opened = await openStore({
    dataDir,
    ...(keyFile !== undefined && { keyFile }),
    ...(tenant !== undefined && { tenant }),
  });
  // What was begun is ended in the opposite order, also when something of it fails.
  const ends: (() => Promise<unknown>)[] = [opened.close];
  const stop = async () => {
    for (const end of ends.reverse()) await end();
  };
  try {
    return { ...(await startAll(configuration, surroundings, opened, ends)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const startAll = async (
  configuration: Configuration,
  surroundings: Surroundings,
  opened: OpenStore,
  ends: (() => Promise<unknown>)[],
): Promise<Omit<RunningService, 'stop'>> => {
  const { store } = opened.context;
  const { demo, host, port, tenant, signIn } = configuration;
  const isServer = Boolean(process.env.DATABASE_URL?.trim());
  if (demo !== undefined) await beginDemo(opened.context, { size: demo, at: surroundings.now() });
  // A store of somebody's own is no demo, whatever the settings say.
  const isDemo = demo !== undefined && (await readDemoProgress(store, opened.context.tenant)) !== undefined;
  if (isDemo) await letInPersonas(opened.context);
  const holders = await tokenHolders(configuration, isDemo);
  const carrier = await carrierOf(opened, isServer, surroundings);
  ends.push(carrier.stop);
  const actorOf = actorsByToken(holders, opened.context.tenant);
  const background: Services['background'] = (_c, work) => {
    work.catch((error: unknown) => surroundings.log(failure('work behind an answer failed', error)));
  };
  const app = createApp({
    openStore: async () => ({ store, close: async () => {} }),
    actorOf: async (token) => actorOf(token),
    clientAddress: clientAddress(configuration.trustedProxies),
    limits: configuration.limits,
    carryJob: carrier.carry,
    personas: async () => (isDemo ? demoPersonas(holders) : undefined),
    docsAssets: '/docs-assets',
    version: VERSION,
    tenant,
    signIn: { ...signIn, ...(isDemo && { personOfToken: (token: string) => actorOf(token)?.actor }) },
    background,
    ...surroundings,
  } satisfies Services);
  const server = await listen(withWebApp(app).fetch, host, port);
  ends.push(() => new Promise((resolve) => server.close(resolve)));

  const failed = (error: unknown) => surroundings.log(failure('the upkeep failed', error));
  const recover = async (each: string, alone: boolean) => {
    for (const ticket of await recoverJobs(store, { tenant: each, alone })) await carrier.carry(ticket);
  };
  for (const each of await servedTenants(store, tenant)) await recover(each, !isServer);
  const keepUp = async (each: string) => {
    await recover(each, false);
    const context = { ...opened.context, tenant: each };
    await sealAndKeep({ ...opened, context });
    await keepTidy(context, surroundings.now());
  };
  const upkeep = setInterval(() => {
    forServedTenants(store, tenant, { work: keepUp, failed }).catch(failed);
  }, UPKEEP_MS);
  ends.push(async () => clearInterval(upkeep));
  return {
    address: `http://${host}:${(server.address() as { port: number }).port}`,
    // The administrators of many tenants have each been given their way in.
    shown:
      tenant === undefined
        ? []
        : await waysIn(opened.context, isDemo ? holders : undefined, surroundings.now()),
    isDemo,
  };
};

type Server = ReturnType<typeof serve>;

/** @throws Error with the code EADDRINUSE when another program listens there. */
const listen = (
  fetch: Parameters<typeof serve>[0]['fetch'],
  hostname: string,
  port: number,
): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, () => resolve(server));
    server.on('error', reject);
  });

const carrierOf = (
  opened: OpenStore,
  isServer: boolean,
  { now, log }: Surroundings,
): Promise<JobCarrier> | JobCarrier => {
  const { store } = opened.context;
  const run = async (ticket: JobTicket) => {
    try {
      const outcome = await runJob(store, ticket, { alone: !isServer, now });
      if (outcome === 'ended')
        await sealAndKeep({ ...opened, context: { ...opened.context, tenant: ticket.tenant } });
    } catch (error) {
      log({ ...failure('a job failed and is tried again', error), job: ticket.job });
      // The carrier may write down what it is told, and the text of a database's error holds values of its statements.
      throw new Error('The job failed; the log says why.');
    }
  };
  const onError = (error: unknown) => log(failure('the carrier of jobs failed', error));
  return isServer ? carryByServer(process.env.DATABASE_URL ?? '', run, onError) : carryInProcess(run);
};

const failure = (message: string, error: unknown): LogEntry => ({
  level: 'error',
  message,
  error: rootOf(error),
});
