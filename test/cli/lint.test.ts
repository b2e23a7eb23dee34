import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planFolder } from '../read-plan-folder.ts';
import { laurel } from './laurel.ts';

let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-lint-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** A copy of a plan whose folder of rules has another name. */
const planWith = async (name: string): Promise<string> => {
  const folder = join(scratch, `plan-of-${name}`);
  await cp(planFolder('crm-quarter'), folder, { recursive: true });
  await rename(join(folder, 'rules'), join(folder, name));
  return folder;
};

describe('laurel lint', () => {
  it.each(['rule', 'Rules', 'ruels'])(
    'notices that the folder %s is probably that of the rules',
    async (name) => {
      const { code, stderr } = await laurel('lint', await planWith(name));
      expect(code).toBe(1);
      expect(stderr).toContain(`${name}/: A plan has no such folder. Did you mean “rules/”?`);
    },
  );

  it('warns of a plan without rules, and leaves other folders alone', async () => {
    const folder = await planWith('archive');
    await mkdir(join(folder, 'rule'));
    await writeFile(join(folder, 'rule', 'readme.txt'), 'no rule');
    const { code, stdout } = await laurel('lint', folder);
    expect(code).toBe(0);
    expect(stdout).toContain('plan.json  warning no-rules');
    expect((await laurel('lint', '--strict', folder)).code).toBe(1);
  });
});
