import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

const seed = Number(process.env.LAUREL_SEED ?? Math.floor(Math.random() * 2 ** 31));
if (!Number.isSafeInteger(seed)) throw new Error('LAUREL_SEED must be an integer.');
process.stderr.write(`Seed of the generated cases: ${seed}. Repeat them with LAUREL_SEED=${seed}.\n`);

/** Where `.ci/run` wants the figures of the run. */
const report = process.env.LAUREL_TEST_REPORT;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/database-image.ts'],
    setupFiles: ['test/random-seed.ts'],
    env: { LAUREL_SEED: String(seed) },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A worker that holds an embedded database takes up to 0.9 GB, so that more of them are not faster.
    maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
  },
});
