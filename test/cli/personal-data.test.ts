import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { smallFiles } from '../app/small-plan.ts';
import { laurel } from './laurel.ts';

let scratch: string;
let store: readonly string[];
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-person-'));
  store = ['--data-dir', join(scratch, 'store')];
  const files = {
    ...Object.fromEntries([...smallFiles()].map(([name, text]) => [`plan/${name}`, text])),
    'data/reps.csv': 'code,name,team,left_on\nR-0042,王小明,east,2024-03-31\nR-0043,李雷,east,\n',
    'data/teams.csv': 'code,name\neast,East\n',
    'data/activities.csv':
      'id,source,type,time,subject,amount\no1,erp,order.placed,2024-03-04,R-0042,100\no2,erp,order.placed,2024-03-05,R-0042,none\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(scratch, name)), { recursive: true });
    await writeFile(join(scratch, name), text);
  }
  const [data, plan] = [join(scratch, 'data'), join(scratch, 'plan')];
  const imported = await laurel('import', '--data', data, '--plan', plan, '--json', ...store);
  expect(JSON.parse(imported.stdout)).toMatchObject({ accepted: 1, rejected: 1 });
}, 120_000);
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe('laurel person', () => {
  it('exports a person and erases the person once nothing is due', { timeout: 240_000 }, async () => {
    const out = join(scratch, 'person.json');
    const rejected = join(scratch, 'store/rejected-rows/rejected/activities.csv');
    expect(await readFile(rejected, 'utf8')).toContain('R-0042');
    expect(await laurel('personal-data', 'export', '--rep', 'R-0042', '--out', out, ...store)).toMatchObject({
      code: 0,
    });
    const held = JSON.parse(await readFile(out, 'utf8'));
    expect(held).toMatchObject({ person: { name: '王小明' }, activities: [{ id: 'o1' }] });
    expect(held.awards).not.toEqual([]);
    const nobody = join(scratch, 'nobody.json');
    expect(await laurel('personal-data', 'export', '--rep', 'R-9', '--out', nobody, ...store)).toMatchObject({
      code: 1,
    });
    await expect(readFile(nobody)).rejects.toThrow();

    const erase = ['personal-data', 'erase', '--rep', 'R-0042', '--reason', 'asked for', ...store] as const;
    expect(await laurel('personal-data', 'erase', '--rep', 'R-0042', ...store)).toMatchObject({ code: 2 });
    expect(await laurel(...erase)).toMatchObject({ code: 1, stderr: expect.stringContaining('2024-03') });
    expect(await laurel('settle', '--period', '2024-03', ...store)).toMatchObject({ code: 0 });
    const done = JSON.parse((await laurel(...erase, '--json')).stdout);
    expect(done).toMatchObject({ already: false });
    await expect(readFile(rejected)).rejects.toThrow();
    expect(await laurel('verify', ...store)).toMatchObject({ code: 0 });
    const period = ['--period', '2024-03', ...store];
    expect(await laurel('verify', '--rep', done.person, ...period)).toMatchObject({ code: 0 });
    const statements = (await laurel('export', ...period)).stdout;
    expect(statements).toContain(done.person);
    expect(statements).not.toMatch(/R-0042|王小明/);
  });
});
