import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BROWSER_TESTS, databaseTests, EMBEDDED_TESTS, HTTP_TESTS, SERVER_TESTS } from './test/projects.ts';

const seed = Number(process.env.LAUREL_SEED ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isSafeInteger(seed)) throw new Error('LAUREL_SEED must be an integer.');
process.stderr.write(`Seed of the generated cases: ${seed}. Repeat them with LAUREL_SEED=${seed}.\n`);

/** Where `.ci/run` wants the figures of the run. */
const report = process.env.LAUREL_TEST_REPORT;

const onDatabase = databaseTests();

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', SERVER_TESTS, EMBEDDED_TESTS, BROWSER_TESTS, ...onDatabase],
        },
      },
      {
        test: {
          name: 'embedded',
          include: [EMBEDDED_TESTS, ...onDatabase],
          globalSetup: ['test/database-image.ts'],
        },
      },
      {
        test: {
          name: 'server',
          include: [SERVER_TESTS, ...onDatabase],
          globalSetup: ['test/server/setup.ts'],
        },
      },
      {
        test: {
          name: 'workerd',
          include: [HTTP_TESTS],
          globalSetup: ['test/server/setup.ts'],
          env: { LAUREL_TEST_RUNTIME: 'workerd' },
          // Each file has a workerd of its own.
          maxWorkers: 1,
        },
      },
      {
        test: {
          name: 'browser',
          include: [BROWSER_TESTS],
          globalSetup: ['test/browser/setup.ts'],
        },
      },
    ],
    setupFiles: ['test/random-seed.ts'],
    env: { LAUREL_SEED: String(seed) },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker that holds an embedded database takes up to 0.9 GB, so that more of them are not faster.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
