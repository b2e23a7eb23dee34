import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Job } from '../../schemas/job.ts';
import type { Leaderboard } from '../../schemas/leaderboard.ts';
import { planDirectory, writeFiles } from '../../src/node/directories.ts';
import { demo, importDemo } from '../app/demo/demo-import.ts';
import { laurel } from '../cli/laurel.ts';
import { planFolder } from '../read-plan-folder.ts';
import { runningService, type ServiceProcess, startService } from './service-process.ts';

const PERIOD = '2026-10';
const BATCH = 250;

let scratch: string;
let events: object[];
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-service-'));
  const files = demo(5, '2026-10-13');
  events = (await importDemo(files)).activities.map(({ activity: { time, correction, ...rest } }) => ({
    ...rest,
    time: new Date(time).toISOString(),
    ...(correction && {
      data: { original: correction.original, ...(correction.void ? {} : { data: correction.data }) },
    }),
  }));
  // What is decided as recorded depends on what was in one delivery.
  const plan = [...(await planDirectory(planFolder('demo')))].filter(
    ([, text]) => !text.includes('as-recorded'),
  );
  await writeFiles(join(scratch, 'plan'), new Map(plan));
  await writeFiles(join(scratch, 'data'), new Map([...files].filter(([name]) => name !== 'activities.csv')));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A store with the plan and the master data of the demo, and no activities. */
const prepare = async (name: string): Promise<string> => {
  const directory = join(scratch, name);
  // Awards are named by keyed hashes, so that the same key gives the same bytes.
  await writeFiles(directory, new Map([['identity.key', 'e'.repeat(64)]]));
  const imported = await laurel(
    ...['import', '--data', join(scratch, 'data'), '--plan', join(scratch, 'plan'), '--data-dir', directory],
  );
  expect(imported).toMatchObject({ code: 0 });
  return directory;
};

const deliver = async (service: ServiceProcess, from = 0, to = events.length): Promise<void> => {
  for (let start = from; start < to; start += BATCH) {
    const response = await service.post('/api/v1/activities', events.slice(start, start + BATCH));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ refused: 0 });
  }
};

/** Starts a job by a request, and waits for its end. */
const jobDone = async (service: ServiceProcess, path: string, body: object): Promise<Job> => {
  const started = (await (await service.post(path, body)).json()) as Job;
  for (let job = started; ; ) {
    if (job.endedAt !== undefined) return job;
    await new Promise((resolve) => setTimeout(resolve, 50));
    job = (await (await service.get(`/api/v1/jobs/${started.id}`)).json()) as Job;
  }
};

/** What people see in the end, but for the time at which it was recorded. */
const outcome = async (service: ServiceProcess) => {
  expect(await jobDone(service, '/api/v1/settlements', { period: PERIOD })).toMatchObject({ status: 'done' });
  const verified = await jobDone(service, '/api/v1/ledger/verify', {});
  expect((await service.get('/api/v1/ledger/verify')).status).toBe(200);
  const read = async (path: string) => (await service.get(path)).text();
  return {
    export: await read(`/api/v1/settlements/${PERIOD}/export?format=json`),
    awards: await read(`/api/v1/awards?period=${PERIOD}&limit=500`),
    ledger: verified.result,
  };
};

describe('the service', () => {
  it('killed while activities come goes on, and ends as if it had not been', {
    timeout: 240_000,
  }, async () => {
    const undisturbed = await runningService({ LAUREL_DATA_DIR: await prepare('undisturbed') });
    await deliver(undisturbed);
    const expected = await outcome(undisturbed);
    expect(expected.ledger).toMatchObject({ intact: true });
    expect(await undisturbed.end('SIGTERM')).toBe(0);

    const directory = await prepare('killed');
    const environment = { LAUREL_DATA_DIR: directory };
    for (const share of [0.2, 0.55, 0.8]) {
      const service = await runningService(environment);
      await deliver(service, 0, Math.floor((events.length * share) / BATCH) * BATCH);
      const broken = service.post('/api/v1/activities', events.slice(0, 1_500)).catch(() => undefined);
      // Anywhere within the request.
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 400));
      expect(await service.end('SIGKILL')).toBe('SIGKILL');
      await broken;
    }
    const service = await runningService(environment);
    await deliver(service);
    expect(await outcome(service)).toEqual(expected);
    await service.end('SIGTERM');
  });

  it('is one process a data directory, and says so to the second', async () => {
    const directory = join(scratch, 'shared');
    const first = await runningService({ LAUREL_DATA_DIR: directory });
    const second = await startService({ LAUREL_DATA_DIR: directory });
    expect(second).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`in use by process ${first.child.pid}`),
    });
    expect((await first.get('/api/health')).status).toBe(200);
    await first.end('SIGTERM');
  });

  it('shows how the first administrator comes in until somebody has, and takes no store of somebody’s own for a demo', async () => {
    const directory = await prepare('own');
    const environment = { LAUREL_DATA_DIR: directory, LAUREL_DEMO: '1' };
    const first = await runningService(environment);
    const link = /\/join#(\S+)/.exec(first.greeting)?.[1] ?? '';
    expect(first.greeting).toContain('administrator');
    expect(first.greeting).not.toContain('demo');
    expect(await (await fetch(`${first.address}/api/sign-in`)).json()).toMatchObject({
      demo: false,
      personas: [],
    });
    await first.end('SIGTERM');
    const second = await runningService(environment);
    expect(second.greeting).toContain(`/join#${link}`);
    const accepted = await fetch(`${second.address}/api/auth/invitation/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: second.address },
      body: JSON.stringify({ invitation: link, password: 'a long enough one', email: 'boss@example.cn' }),
    });
    expect(accepted.status).toBe(200);
    const cookie = accepted.headers
      .getSetCookie()
      .map((line) => line.replace(/;.*/, ''))
      .join('; ');
    const me = await fetch(`${second.address}/api/v1/me`, { headers: { cookie } });
    expect(await me.json()).toMatchObject({ roles: ['admin'] });
    await second.end('SIGTERM');
    const third = await runningService({
      ...environment,
      LAUREL_TOKENS: '[{"token":"a-secret-of-somebody-else","actor":"erp","roles":["integrator"]}]',
    });
    expect(third.greeting).not.toMatch(/a-secret|join#/);
    await third.end('SIGTERM');
  });

  it('says what of its configuration cannot be used', async () => {
    const directory = join(scratch, 'misconfigured');
    expect(await startService({ PORT: 'abc', LAUREL_DATA_DIR: directory })).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/PORT/),
    });
    expect(
      await startService({ LAUREL_TOKENS: '[{"token":"short"}]', LAUREL_DATA_DIR: directory }),
    ).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/LAUREL_TOKENS is no list of tokens \(\/0\/token.*"roles"/s),
    });
    const first = await runningService({ LAUREL_DATA_DIR: directory });
    const port = new URL(first.address).port;
    expect(await startService({ PORT: port, LAUREL_DATA_DIR: join(scratch, 'other') })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`Port ${port} is taken`),
    });
    await first.end('SIGTERM');
  });

  it('loads a demo on its first start, answers meanwhile, and has it on the second', {
    timeout: 120_000,
  }, async () => {
    const environment = { LAUREL_DATA_DIR: join(scratch, 'demo'), LAUREL_DEMO: 'small' };
    const first = await runningService(environment);
    expect([...first.tokens.keys()]).toEqual([
      'per_demo_hr',
      'per_demo_rep',
      'per_demo_manager',
      'per_demo_payroll',
      'per_demo_auditor',
      'per_demo_admin',
    ]);
    const progress = [];
    for (;;) {
      const health = (await (await fetch(`${first.address}/api/health`)).json()) as {
        demo: { status: string; done: number };
      };
      progress.push(health.demo.done);
      if (health.demo.status === 'done') break;
      expect(['queued', 'running']).toContain(health.demo.status);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(new Set(progress).size).toBeGreaterThan(2);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    const period = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 7);
    const board = async (service: ServiceProcess) =>
      (await (
        await service.get(`/api/v1/leaderboards/sales?period=${period}`, 'per_demo_rep')
      ).json()) as Leaderboard;
    const { rows } = await board(first);
    expect(rows.length).toBeGreaterThan(5);
    await first.end('SIGTERM');

    const second = await runningService(environment);
    expect(second.tokens).toEqual(first.tokens);
    expect((await board(second)).rows).toEqual(rows);
    expect(await second.end('SIGTERM')).toBe(0);
  });
});
