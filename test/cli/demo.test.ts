import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { laurel } from './laurel.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-demo-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

const MASTER = ['memberships.csv', 'outlets.csv', 'products.csv', 'reps.csv', 'targets.csv', 'teams.csv'];

describe('laurel demo', () => {
  it('writes a data directory, a month a file when asked, and says what to try next', async () => {
    const out = join(scratch, 'data');
    const demo = (...more: readonly string[]) =>
      laurel('demo', '--out', out, '--size', 'small', '--as-of', '2026-11-06', ...more);
    const parts = await demo('--by-month', '--json');
    expect(JSON.parse(parts.stdout)).toMatchObject({ periods: ['2026-11'], asOf: '2026-11-06', seed: 1 });
    expect((await readdir(out)).sort()).toEqual(['activities-2026-11.csv', ...MASTER]);
    const part = await readFile(join(out, 'activities-2026-11.csv'), 'utf8');

    const whole = await demo();
    expect(whole).toMatchObject({ code: 0 });
    expect(whole.stdout).toContain('16 people, 552 outlets, 300 products');
    expect(whole.stdout).toContain(
      `npx laurel run --data ${out} --plan rules/plans/demo --period 2026-11 --out ${out}/results`,
    );
    expect((await readdir(out)).sort()).toEqual(['activities.csv', ...MASTER]);
    expect(await readFile(join(out, 'activities.csv'), 'utf8')).toBe(part);
    expect(JSON.parse(parts.stdout).activities).toBe(part.trimEnd().split('\n').length - 1);
  });

  it('refuses a seed, day or size that is none', async () => {
    const refused = await Promise.all([
      laurel('demo', '--out', scratch, '--seed', 'x'),
      laurel('demo', '--out', scratch, '--as-of', '2026-02-30'),
      laurel('demo', '--out', scratch, '--size', 'toString'),
    ]);
    expect(refused.map(({ code }) => code)).toEqual([1, 1, 1]);
    expect(refused.map(({ stderr }) => /“(.*?)” is no (\w+)/.exec(stderr)?.slice(1))).toEqual([
      ['x', 'seed'],
      ['2026-02-30', 'date'],
      ['toString', 'size'],
    ]);
  });
});
