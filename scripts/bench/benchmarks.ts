import type { Benchmark } from './benchmark.ts';

/** Every benchmark by name; loaded only when it is run, since each brings the engines it compares with. */
export const BENCHMARKS: ReadonlyMap<string, () => Promise<Benchmark>> = new Map([
  ['P1', async () => (await import('./p1-rule-engine.ts')).p1RuleEngine],
  ['P2', async () => (await import('./p2-ingest.ts')).p2Ingest],
  ['P6', async () => (await import('./p6-worker.ts')).p6Worker],
  ['demo', async () => (await import('./demo-store.ts')).demoStore],
]);
