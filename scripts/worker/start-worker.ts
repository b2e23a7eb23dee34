import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SignInEnvironment } from '../../src/http/sign-in/configure.ts';
import type { TokenHolder } from '../../src/http/tokens.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export type WorkerOptions = Readonly<{
  databaseUrl: string;
  tokens: readonly TokenHolder[];
  identityKey: string;
  tenant?: string;
  /** Whether each request says which tenant it is for. */
  isForMany?: boolean;
  /** What it says of signing in. */
  signIn?: SignInEnvironment;
  /** Whether tokens stand for people of a demo, who come in with them. */
  isDemo?: boolean;
  /** In place of the usual limits, as `LAUREL_LIMITS`. */
  limits?: string;
  /** A free one when left out. */
  port?: number;
  /** Where the output of wrangler goes; it is kept for the error otherwise. */
  onOutput?: (text: string) => void;
}>;

export type RunningWorker = Readonly<{
  address: string;
  /** The group of its processes. */
  group: number;
  /** Fires the cron as Cloudflare does by the clock. */
  tick(): Promise<void>;
  stop(): Promise<void>;
}>;

/** How long wrangler may take to bundle and start. */
const PATIENCE_MS = 60_000;

/** Runs the Worker in workerd on this machine, with its queue and cron, on a PostgreSQL server. */
export const startWorker = async (options: WorkerOptions): Promise<RunningWorker> => {
  const {
    databaseUrl,
    tokens,
    identityKey,
    tenant = 'main',
    isForMany = false,
    signIn = {},
    isDemo = false,
    limits = '',
    onOutput,
  } = options;
  const scratch = await mkdtemp(join(tmpdir(), 'laurel-worker-'));
  const secrets = join(scratch, 'secrets.env');
  await writeFile(
    secrets,
    [
      `LAUREL_TOKENS='${JSON.stringify(tokens)}'`,
      `LAUREL_IDENTITY_KEY=${identityKey}`,
      `LAUREL_TENANT=${tenant}`,
      `LAUREL_TENANTS=${isForMany ? 'many' : 'one'}`,
      `LAUREL_DEMO=${isDemo ? '1' : '0'}`,
      `LAUREL_LIMITS='${limits}'`,
      ...Object.entries(signIn).map(([name, value]) => `${name}='${value}'`),
      '',
    ].join('\n'),
    { mode: 0o600 },
  );
  // wrangler wants the folder of assets, built or not.
  await mkdir(join(ROOT, 'dist/web'), { recursive: true });
  const port = options.port ?? (await freePort());
  const inspector = await freePort();
  const child = spawn(
    process.execPath,
    [
      join(ROOT, 'node_modules/wrangler/bin/wrangler.js'),
      'dev',
      ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', String(inspector)],
      ...['--env-file', secrets, '--persist-to', join(scratch, 'state')],
      ...['--show-interactive-dev-session=false', '--log-level', 'warn'],
    ],
    {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that stopping it stops workerd too.
      detached: true,
      env: {
        ...process.env,
        CLOUDFLARE_HYPERDRIVE_LOCAL_CONNECTION_STRING_HYPERDRIVE: withoutTls(databaseUrl),
        CLOUDFLARE_CF_FETCH_ENABLED: 'false',
        WRANGLER_SEND_METRICS: 'false',
        WRANGLER_HIDE_BANNER: 'true',
        CI: 'true',
      },
    },
  );
  let output = '';
  const keep = (chunk: Buffer) => {
    output = (output + String(chunk)).slice(-20_000);
    onOutput?.(String(chunk));
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const exited = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null && child.pid !== undefined)
      process.kill(-child.pid, 'SIGTERM');
    await exited;
    await rm(scratch, { recursive: true, force: true });
  };
  const address = `http://127.0.0.1:${port}`;
  try {
    await answers(`${address}/api/sign-in`, () => child.exitCode !== null);
  } catch {
    await stop();
    throw new Error(`The Worker did not start.\n${output}`);
  }
  return {
    address,
    group: child.pid ?? 0,
    tick: async () => {
      await fetch(`${address}/cdn-cgi/local/scheduled`);
    },
    stop,
  };
};

/** Waits until an address answers. @throws Error when that takes too long, or the process has ended. */
const answers = async (address: string, hasEnded: () => boolean): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    if (
      await fetch(address)
        .then((response) => response.ok)
        .catch(() => false)
    )
      return;
    if (hasEnded() || Date.now() > deadline) throw new Error('no answer');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

/** Hyperdrive asks for TLS unless told otherwise, which a server on this machine need not have. */
const withoutTls = (address: string): string => {
  const url = new URL(address);
  if (!url.searchParams.has('sslmode')) url.searchParams.set('sslmode', 'disable');
  return url.href;
};

/** A port that nobody listens on. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
