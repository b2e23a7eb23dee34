import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rowsOf } from '../../src/storage/database.ts';
import { lockDirectory } from '../../src/storage/directory-lock.ts';
import { openDirectory } from '../../src/storage/pglite.ts';
import { planFolder } from '../read-plan-folder.ts';
import { laurel } from './laurel.ts';

let scratch: string;
let store: readonly [string, string];
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-store-'));
  store = ['--data-dir', join(scratch, 'store')];
  expect(
    await laurel(
      'demo',
      '--out',
      join(scratch, 'data'),
      '--seed',
      '7',
      '--as-of',
      '2026-10-08',
      '--size',
      'small',
    ),
  ).toMatchObject({ code: 0 });
}, 120_000);
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('a store on disk', () => {
  it('goes from data to a verified export, and is rebuilt to the same bytes', {
    timeout: 480_000,
  }, async () => {
    // Half a database, as a process leaves it that died while it made the store.
    await mkdir(join(scratch, 'store', 'pg.part', 'base'), { recursive: true });
    await writeFile(join(scratch, 'store', 'pg.part', 'PG_VERSION'), '18\n');
    const before = await laurel('settle', '--period', '2026-10', ...store);
    expect(before).toMatchObject({ code: 1 });
    expect(before.stderr).toContain('No plan has been published yet');

    const data = join(scratch, 'data');
    const dry = await laurel(
      'import',
      '--data',
      data,
      '--plan',
      planFolder('demo'),
      '--dry-run',
      '--json',
      ...store,
    );
    expect(JSON.parse(dry.stdout)).toMatchObject({ accepted: 0, rejected: 0 });
    const first = await laurel('import', '--data', data, '--plan', planFolder('demo'), '--json', ...store);
    expect(first).toMatchObject({ code: 0 });
    expect(JSON.parse(first.stdout)).toMatchObject({ duplicates: 0, rejected: 0 });
    const again = JSON.parse((await laurel('import', '--data', data, '--json', ...store)).stdout);
    expect(again).toMatchObject({
      accepted: 0,
      duplicates: JSON.parse(first.stdout).accepted,
      judged: { granted: 0, reversed: 0 },
    });

    const settled = JSON.parse((await laurel('settle', '--period', '2026-10', '--json', ...store)).stdout);
    expect(Number(settled.totals.cash)).toBeGreaterThan(0);
    expect(await laurel('verify', ...store)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('The ledger is intact'),
    });

    const exported = await laurel('export', '--period', '2026-10', '--format', 'json', ...store);
    const statements = JSON.parse(exported.stdout) as {
      cash: string;
      rows: number;
      statements: readonly { rep: string; cash: string }[];
    };
    expect(statements.cash).toBe(settled.totals.cash);
    expect(statements.statements).toHaveLength(statements.rows);
    expect((await laurel('export', '--period', '2026-10', '--format', 'json', ...store)).stdout).toBe(
      exported.stdout,
    );

    const rep = statements.statements[0]?.rep ?? '';
    expect(await laurel('verify', '--rep', rep, '--period', '2026-10', ...store)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('exactly what'),
    });
    expect(JSON.parse((await laurel('rebuild', '--json', ...store)).stdout)).toMatchObject({
      same: true,
      judged: { granted: 0, reversed: 0 },
    });

    const checkpoints = join(scratch, 'store', 'checkpoints.ndjson');
    const last = JSON.parse((await readFile(checkpoints, 'utf8')).trim().split('\n').at(-1) ?? '');
    await writeFile(checkpoints, `${JSON.stringify({ ...last, sequence: last.sequence + 1 })}\n`);
    expect(await laurel('verify', ...store)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the ledger ends at entry'),
    });

    await writeFile(checkpoints, `${JSON.stringify(last)}\n`);
    const opened = await openDirectory(join(scratch, 'store'));
    const [changed] = await rowsOf<{ award: string }>(
      opened.db,
      sql`update award set recipient_id = 'rep_other' where award_id = (select min(award_id) from award)
        returning award_id as award`,
    );
    await opened.close();
    expect(await laurel('verify', ...store)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(`revision 1 of the award ${changed?.award}`),
    });

    await rm(join(scratch, 'store', 'identity.key'));
    expect(await laurel('verify', ...store)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/identity\.key is missing or empty.*Restore the file/s),
    });
    expect(await readdir(join(scratch, 'store'))).not.toContain('laurel.lock');
  });

  it('is opened by one process at a time, and says which one', async () => {
    const directory = await mkdtemp(join(scratch, 'locked-'));
    const unlock = await lockDirectory(directory);
    const refused = await laurel('migrate', '--data-dir', directory);
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`is in use by process ${process.pid}`),
    });
    await unlock();
  });

  it('takes over the lock of a process that is gone', async () => {
    const directory = await mkdtemp(join(scratch, 'stale-'));
    // The second is what a container that was killed leaves to the next, whose processes have the same numbers.
    for (const gone of [999999999, process.pid]) {
      await writeFile(join(directory, 'laurel.lock'), `${gone}\n`);
      const unlock = await lockDirectory(directory);
      await expect(lockDirectory(directory)).rejects.toThrow(`in use by process ${process.pid}`);
      await unlock();
    }
  });

  it('refuses half a question', async () => {
    expect(await laurel('verify', '--rep', 'x', ...store)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--rep and --period together'),
    });
  });
});
