import type { TestProject } from 'vitest/node';
import { startPostgres } from '../../scripts/postgres/start-postgres.ts';
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
    : await startPostgres();
  const template = `laurel_template_${process.pid}`;
  await onServer(url, `create database ${template}`);
  await (await openDatabase({ url: withDatabase(url, template) })).close();
  project.provide('server', { url, template });
  return async () => {
    await onServer(url, `drop database ${template} with (force)`);
    await stop();
  };
}
