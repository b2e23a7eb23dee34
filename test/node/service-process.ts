import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../src/node.ts', import.meta.url));

/** Tests ask quicker than people. */
const QUICK = 'people=1000000';

export type ServiceProcess = Readonly<{
  child: ChildProcess;
  address: string;
  /** The tokens by actor: those of a demo, else that of an administrator which the configuration has. */
  tokens: ReadonlyMap<string, string>;
  /** What it said when it had started. */
  greeting: string;
  get(path: string, actor?: string): Promise<Response>;
  post(path: string, body: unknown, actor?: string): Promise<Response>;
  /** Sends a signal and waits for the end; gives the exit code, or the signal. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | string>;
}>;

/** The end of a process that could not start. */
export type Ended = Readonly<{ code: number | null; stderr: string }>;

/** Who asks, where the service is no demo. */
const OFFICE = {
  LAUREL_TOKENS: '[{"token":"a-token-of-the-office","actor":"office","roles":["admin"]}]',
};

/** Starts `npm start`'s program; gives the service once it answers, or how the process ended. */
export const startService = async (
  environment: Readonly<Record<string, string>>,
): Promise<ServiceProcess | Ended> => {
  const { DATABASE_URL: _, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], {
    env: {
      ...inherited,
      PORT: '0',
      LAUREL_DEMO: '0',
      LAUREL_LIMITS: QUICK,
      ...(environment.LAUREL_DEMO === undefined && OFFICE),
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  const exited = once(child, 'exit');
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const greeted = new Promise<void>((resolve) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('Laurel 桂冠 · ') && stdout.endsWith('\n')) resolve();
    });
  });
  await Promise.race([greeted, exited]);
  const address = /http:\/\/[^ ]+/.exec(stdout)?.[0];
  if (address === undefined) return { code: child.exitCode, stderr };

  const tokens = await tokensIn(environment.LAUREL_DATA_DIR ?? '');
  const authorization = (actor: string) => `Bearer ${tokens.get(actor) ?? ''}`;
  const [first = ''] = tokens.keys();
  return {
    child,
    address,
    tokens,
    greeting: stdout,
    get: (path, actor = first) =>
      fetch(`${address}${path}`, { headers: { authorization: authorization(actor) } }),
    post: (path, body, actor = first) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { authorization: authorization(actor), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    end: async (signal) => {
      child.kill(signal);
      await exited;
      return child.exitCode ?? child.signalCode ?? '';
    },
  };
};

const tokensIn = async (directory: string): Promise<ReadonlyMap<string, string>> => {
  const text = await readFile(join(directory, 'demo-tokens.json'), 'utf8').catch(() => OFFICE.LAUREL_TOKENS);
  const holders = JSON.parse(text) as readonly { actor: string; token: string }[];
  return new Map(holders.map(({ actor, token }) => [actor, token]));
};

/** A service that must have started. */
export const runningService = async (
  environment: Readonly<Record<string, string>>,
): Promise<ServiceProcess> => {
  const started = await startService(environment);
  if ('child' in started) return started;
  throw new Error(`The service ended with ${started.code}: ${started.stderr}`);
};
