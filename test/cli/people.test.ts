import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Invitation, Person } from '../../schemas/person.ts';
import { laurel, type Ran } from './laurel.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laurel-people-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const people = (...args: readonly string[]): Promise<Ran> =>
  laurel('people', ...args, '--data-dir', directory);

it('laurel people lets in the first administrator, lists people and renews links', {
  timeout: 240_000,
}, async () => {
  expect((await people('list')).stdout).toContain('Nobody');
  expect((await people('invite', '--name', 'Boss', '--roles', 'king', '--email', 'b@example.cn')).code).toBe(
    2,
  );
  expect((await people('invite', '--name', 'Boss', '--roles', 'admin')).code).toBe(1);
  const office = ['--name', 'Boss', '--roles', 'admin', '--email', 'boss@example.cn'] as const;
  const { stdout } = await people('invite', ...office, '--json');
  const { person, path } = JSON.parse(stdout) as Invitation;
  expect(path).toMatch(/^\/join#inv_\w+\.[\w-]{43}$/);
  expect(await people('invite', ...office)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('e-mail'),
  });
  const renewed = JSON.parse((await people('renew', person.id, '--json')).stdout) as Invitation;
  expect([renewed.path, renewed.person.id]).toEqual([expect.not.stringContaining(path ?? ''), person.id]);
  const listed = await people('list', '--json');
  expect(JSON.parse(listed.stdout) as Person[]).toMatchObject([{ id: person.id, state: 'invited' }]);
  expect(listed.stdout).not.toContain('inv_');
  const out = await people('sign-out-everybody', '--json');
  expect(JSON.parse(out.stdout)).toEqual({ sessions: 0 });
  const after = await people('list', '--json');
  expect(JSON.parse(after.stdout) as Person[]).toMatchObject([
    { state: expect.not.stringMatching('invited') },
  ]);
});
