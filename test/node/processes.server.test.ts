import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testDatabase } from '../test-database.ts';
import { runningService, type ServiceProcess, startService } from './service-process.ts';

const database = testDatabase();
let directory: string;
let service: ServiceProcess;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laurel-processes-'));
  service = await runningService({
    DATABASE_URL: database.url(),
    LAUREL_DATA_DIR: directory,
    LAUREL_PROCESSES: '3',
  });
});
afterAll(async () => {
  if (service.child.exitCode === null) await service.end('SIGTERM');
  await rm(directory, { recursive: true, force: true });
});

/** The ids of the processes below one. */
const childrenOf = async (pid: number | undefined): Promise<number[]> => {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
};

const until = async (what: () => Promise<boolean>): Promise<void> => {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 50));
};

const answers = async (): Promise<boolean> =>
  (await fetch(`${service.address}/api/health`, { signal: AbortSignal.timeout(2_000) })).status === 200;

const isGone = async (pid: number): Promise<boolean> =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => stat.includes(') Z '),
    () => true,
  );

it('serves in several processes, replaces one that is killed, and leaves none behind', {
  timeout: 60_000,
}, async () => {
  const before = await childrenOf(service.child.pid);
  expect(before).toHaveLength(3);
  expect(await answers()).toBe(true);
  const [victim = 0] = before;
  process.kill(victim, 'SIGKILL');
  await until(async () => {
    // What was on its way to the killed process is lost; whoever asks again is answered.
    await answers().catch(() => false);
    const now = await childrenOf(service.child.pid);
    return now.length === 3 && !now.includes(victim);
  });
  expect(await answers()).toBe(true);
  const last = await childrenOf(service.child.pid);
  await service.end('SIGKILL');
  await until(async () => (await Promise.all(last.map(isGone))).every(Boolean));
});

it('ends at a signal with all its processes', { timeout: 60_000 }, async () => {
  const again = await runningService({
    DATABASE_URL: database.url(),
    LAUREL_DATA_DIR: directory,
    LAUREL_PROCESSES: '2',
  });
  const children = await childrenOf(again.child.pid);
  expect(await again.end('SIGTERM')).toBe(0);
  expect(await Promise.all(children.map(isGone))).toEqual([true, true]);
});

it('says why the first process cannot start, and that the embedded database is used by one', {
  timeout: 60_000,
}, async () => {
  const nowhere = await startService({
    DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    LAUREL_DATA_DIR: directory,
    LAUREL_PROCESSES: '2',
  });
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('127.0.0.1:1') });
  const embedded = await startService({ LAUREL_DATA_DIR: directory, LAUREL_PROCESSES: '2' });
  expect(embedded).toMatchObject({ code: 1, stderr: expect.stringContaining('one process') });
});
