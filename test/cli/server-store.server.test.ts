import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { planFolder } from '../read-plan-folder.ts';
import { onServer, withDatabase } from '../server/databases.ts';
import { testDatabase } from '../test-database.ts';
import { laurel, laurelWith } from './laurel.ts';

const database = testDatabase();
let scratch: string;
let data: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-server-store-'));
  data = join(scratch, 'data');
  expect(await laurel('demo', '--out', data, '--as-of', '2026-10-20', '--size', 'small')).toMatchObject({
    code: 0,
  });
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('a store on a server', () => {
  it('goes from data to a verified export; key, checkpoints and rejected rows are in the data directory', async () => {
    const directory = join(scratch, 'store');
    const run = (...args: string[]) =>
      laurelWith({ DATABASE_URL: database.url() }, ...args, '--data-dir', directory, '--json');
    const imported = await run('import', '--data', data, '--plan', planFolder('demo'));
    expect(imported).toMatchObject({ code: 0 });
    const { accepted } = JSON.parse(imported.stdout);
    expect(accepted).toBeGreaterThan(0);
    // Two processes on one store, which the embedded one refuses.
    const [again, settled] = await Promise.all([
      run('import', '--data', data),
      run('settle', '--period', '2026-10'),
    ]);
    expect(JSON.parse(again.stdout)).toMatchObject({ accepted: 0, duplicates: accepted });
    const exported = await run('export', '--period', '2026-10', '--format', 'json');
    expect(JSON.parse(exported.stdout).cash).toBe(JSON.parse(settled.stdout).totals.cash);
    expect(await run('verify')).toMatchObject({ code: 0 });
    expect((await readdir(directory)).sort()).toEqual(['checkpoints.ndjson', 'identity.key']);
  });
});

describe('laurel migrate on a server', () => {
  it('says what it applied, then that nothing is missing, and makes no key', async () => {
    const name = `laurel_migrated_${process.pid}`;
    const directory = join(scratch, 'none');
    const migrate = () =>
      laurelWith(
        { DATABASE_URL: withDatabase(inject('server').url, name) },
        'migrate',
        '--data-dir',
        directory,
      );
    await onServer(inject('server').url, `create database ${name}`);
    const [first, second] = [await migrate(), await migrate()];
    await onServer(inject('server').url, `drop database ${name} with (force)`);
    const place = `postgres@127\\.0\\.0\\.1:\\d+/${name}`;
    if (process.env.TEST_DATABASE_URL === undefined)
      expect(first.stdout).toMatch(
        new RegExp(`^The store ${place} is up to date: applied 0000_tables, 0001_security`),
      );
    expect(first).toMatchObject({ code: 0, stderr: '' });
    expect(second.stdout).toContain('is up to date: nothing was missing.');
    await expect(readdir(directory)).rejects.toThrow();
  });
});

describe('a server that does not let the store in', () => {
  it('is one sentence, exit 1, without a stack or the password', async () => {
    const secret = 's3cret';
    const wrong = new URL(database.url());
    wrong.password = secret;
    const directory = join(scratch, 'unused');
    const { code, stdout, stderr } = await laurelWith(
      { DATABASE_URL: wrong.href },
      'verify',
      '--data-dir',
      directory,
    );
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(/^\S+ refused the password of the login “postgres”; correct it\.\n$/);
    expect(stderr).not.toContain(secret);
  });
});
