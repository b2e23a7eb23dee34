import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A PostgreSQL server, and what stops it and removes its folder. */
export type ThrowAwayServer = Readonly<{ url: string; stop(): Promise<void> }>;

/**
 * Starts a throw-away PostgreSQL server on loopback: the system's programs, else those of an npm package. It ends with
 * this process, however that ends.
 */
export const startPostgres = async ({ durable = false } = {}): Promise<ThrowAwayServer> => {
  const program = fileURLToPath(new URL('./run-postgres.ts', import.meta.url));
  // A group of its own: Ctrl-C at the terminal ends the tests, and only then the server.
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...(durable ? ['durable'] : [])],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    },
  );
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const exited = once(child, 'exit');
  const [url] = await Promise.race([once(createInterface(child.stdout), 'line'), exited.then(() => [''])]);
  if (typeof url !== 'string' || url === '')
    throw new Error(complaint || 'The PostgreSQL server did not start.');
  return {
    url,
    stop: async () => {
      child.stdin.end();
      await exited;
    },
  };
};
