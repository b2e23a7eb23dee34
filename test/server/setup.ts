import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '../../src/storage/open-database.ts';
import { onServer, withDatabase } from './databases.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the server is (as its superuser), and the migrated database that test files copy. */
    server: Readonly<{ url: string; template: string }>;
  }
}

/** Starts a server for the run, or takes that of TEST_DATABASE_URL, and migrates the database that all others copy. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, stop } = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await startServer();
  const template = `laurel_template_${process.pid}`;
  await onServer(url, `create database ${template}`);
  await (await openDatabase({ url: withDatabase(url, template) })).close();
  project.provide('server', { url, template });
  return async () => {
    await onServer(url, `drop database ${template} with (force)`);
    await stop();
  };
}

const startServer = async (): Promise<Readonly<{ url: string; stop(): Promise<void> }>> => {
  const program = fileURLToPath(new URL('./run-server.ts', import.meta.url));
  // A group of its own: Ctrl-C at the terminal ends the tests, and only then the server.
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
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
