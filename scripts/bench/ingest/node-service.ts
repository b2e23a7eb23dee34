import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const TOKEN = 'a-token-of-the-benchmark';
export const IDENTITY_KEY = 'a-key-of-the-benchmark';
/** Those of `npm start`. Batches make much that lives for a moment: a large young generation copies little of it. */
const FLAGS = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=64'];
const PROGRAM = fileURLToPath(new URL('../../../src/node.ts', import.meta.url));

/** The service in a process a core on a server, as it is run for real. */
export const startNodeService = async (
  databaseUrl: string,
): Promise<Readonly<{ address: string; stop(): Promise<void> }>> => {
  const directory = await mkdtemp(join(tmpdir(), 'laurel-bench-'));
  const child = spawn(process.execPath, [...FLAGS, PROGRAM], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LAUREL_PROCESSES: String(availableParallelism()),
      LAUREL_DATA_DIR: directory,
      LAUREL_IDENTITY_KEY: IDENTITY_KEY,
      // It sends quicker than any person, and as one.
      LAUREL_LIMITS: 'people=1000000',
      LAUREL_TOKENS: JSON.stringify([{ token: TOKEN, actor: 'bench', roles: ['admin'] }]),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-4_000);
  });
  const address = await new Promise<string>((resolve, reject) => {
    let told = '';
    child.stdout.on('data', (chunk) => {
      told += chunk;
      const found = /http:\/\/[^ ]+/.exec(told)?.[0];
      if (found) resolve(found);
    });
    child.on('exit', () => reject(new Error(`The service did not start: ${complaint}`)));
  });
  return {
    address,
    stop: async () => {
      const exited = new Promise((resolve) => child.on('exit', resolve));
      child.kill('SIGTERM');
      await exited;
      await rm(directory, { recursive: true, force: true });
    },
  };
};
