/**
 * `npm run dev:worker`: runs the Worker in workerd, on the embedded database of the data directory through a socket, or
 * on the server of DATABASE_URL, with the demo where the store is empty.
 */
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { Context } from '../../src/app/context.ts';
import { readDemoProgress } from '../../src/app/read-health.ts';
import { readConfiguration } from '../../src/node/configuration.ts';
import { identityKeyOf } from '../../src/node/identity-key.ts';
import { beginDemo } from '../../src/node/load-demo-data.ts';
import { letInPersonas } from '../../src/node/personas.ts';
import { tokenHolders } from '../../src/node/token-holders.ts';
import { waysIn } from '../../src/node/ways-in.ts';
import { openDatabase } from '../../src/storage/open-database.ts';
import { openDirectory } from '../../src/storage/pglite.ts';
import { freePort, startWorker } from './start-worker.ts';

const TENANT = 'main';

const configuration = readConfiguration(process.env);
const { dataDir, keyFile, demo, port } = configuration;
const url = process.env.DATABASE_URL?.trim();

/** One session stands behind the socket; whoever has begun a transaction has it to itself until the end. */
const openEmbedded = async () => {
  const { db, client, close } = await openDirectory(dataDir);
  const socketPort = await freePort();
  const socket = new PGLiteSocketServer({
    db: client,
    host: '127.0.0.1',
    port: socketPort,
    maxConnections: 100,
  });
  return {
    db,
    start: () => socket.start(),
    address: `postgres://postgres:postgres@127.0.0.1:${socketPort}/postgres`,
    close: async () => {
      await socket.stop();
      await close();
    },
  };
};

const openServer = async (address: string) => {
  const { db, close } = await openDatabase({ url: address });
  return { db, start: async () => {}, address, close };
};

const database = url ? await openServer(url) : await openEmbedded();
const identityKey = await identityKeyOf(database.db, TENANT, dataDir, keyFile);
const context: Context = {
  tenant: TENANT,
  actor: 'laurel',
  roles: ['admin'],
  store: { db: database.db, identityKey },
};
if (demo !== undefined) await beginDemo(context, { size: demo, at: Date.now() });
const isDemo = (await readDemoProgress(context.store, TENANT)) !== undefined;
if (isDemo) await letInPersonas(context);
const tokens = await tokenHolders(configuration, isDemo);
const shown = await waysIn(context, isDemo ? tokens : undefined, Date.now());
await database.start();
const worker = await startWorker({
  databaseUrl: database.address,
  tokens,
  identityKey,
  isDemo,
  limits: process.env.LAUREL_LIMITS ?? '',
  port,
  onOutput: (text) => process.stderr.write(text),
});
process.stdout.write(
  [
    `Laurel 桂冠 in workerd · ${worker.address}`,
    ...shown.map(({ who, path }) => `  ${who.padEnd(14)} ${worker.address}${path}`),
    '',
  ].join('\n'),
);
// What is queued in the store, such as the demo, is handed to the queue by the cron.
await worker.tick();
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, async () => {
    await worker.stop();
    await database.close();
    process.exit(0);
  });
