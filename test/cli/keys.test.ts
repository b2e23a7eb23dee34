import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiKey, CreatedKey } from '../../schemas/api-key.ts';
import { laurel, type Ran } from './laurel.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laurel-keys-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const keys = (...args: readonly string[]): Promise<Ran> => laurel('keys', ...args, '--data-dir', directory);

describe('laurel keys', () => {
  it('makes, lists, rotates and revokes keys', { timeout: 240_000 }, async () => {
    const scoped = ['--operations', 'ingest-activities, read-rules', '--expires-days', '30'];
    const created = await keys('create', '--name', 'erp', ...scoped);
    expect(created).toMatchObject({ code: 0, stderr: '' });
    const [key = ''] = created.stdout.split('\n');
    const [, id = ''] = /^lrl_([0-9a-z]{10})_[\w-]{43}$/.exec(key) ?? [];
    expect(created.stdout).toContain(`${id}  erp  valid`);

    const rotated = await keys('rotate', id, '--grace-hours', '0', '--json');
    const made = JSON.parse(rotated.stdout) as CreatedKey;
    expect(made).toMatchObject({
      replaces: id,
      operations: ['ingest-activities', 'read-rules'],
      createdBy: 'command line',
    });

    expect(await keys('revoke', made.id)).toMatchObject({ code: 0 });
    const listed = await keys('list', '--json');
    expect(JSON.parse(listed.stdout) as ApiKey[]).toMatchObject([
      { id: made.id, status: 'revoked' },
      { id, status: 'revoked', replacedBy: made.id },
    ]);
    expect(listed.stdout).not.toContain(key.slice(-43));
  });

  it('says what is wrong', { timeout: 240_000 }, async () => {
    expect((await keys('create')).code).toBe(2);
    const days = await keys('create', '--name', 'x', '--expires-days', '401');
    expect(days).toMatchObject({ code: 2, stderr: expect.stringContaining('expiresDays') });
    const scope = await keys('create', '--name', 'x', '--operations', 'read-rule');
    expect(scope).toMatchObject({ code: 1, stderr: expect.stringContaining('Did you mean “read-rules”?') });
    expect(await keys('revoke', '0000000000')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('There is no key 0000000000.'),
    });
  });
});
