import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityKeyOf } from '../../src/node/identity-key.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();
let scratch: string;
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'laurel-key-'));
});
afterAll(() => rm(scratch, { recursive: true, force: true }));
beforeEach(() => {
  vi.stubEnv('LAUREL_IDENTITY_KEY', '');
  vi.stubEnv('LAUREL_KEY_FILE', '');
});
afterEach(() => vi.unstubAllEnvs());

/** A new tenant whose data directory is a folder of its own. */
const store = async () => {
  const { tenant } = database.tenant();
  const directory = await mkdtemp(join(scratch, 'store-'));
  const open = (named?: string) => identityKeyOf(database.db(), tenant, directory, named);
  return { directory, path: join(directory, 'identity.key'), open };
};
const refusal = (text: string) =>
  expect.objectContaining({ code: 'state', message: expect.stringContaining(text) });

describe('the key of a store', () => {
  it('is made once in the data directory, for nobody else to read', async () => {
    const { directory, path, open } = await store();
    const [key, other] = await Promise.all([open(), open()]);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(other).toBe(key);
    expect(await readFile(path, 'utf8')).toBe(`${key}\n`);
    expect((await stat(path)).mode & 0o077).toBe(0);
    expect(await readdir(directory)).toEqual(['identity.key']);
    expect(await open()).toBe(key);
  });

  it('is refused when it is missing, empty or another, and taken again when restored', async () => {
    const { directory, path, open } = await store();
    const key = await open();
    await rm(path);
    await expect(open()).rejects.toEqual(refusal('Restore the file from a backup'));
    expect(await readdir(directory), 'no other key was made in its place').toEqual([]);
    await writeFile(path, '\n');
    await expect(open()).rejects.toEqual(refusal('is missing or empty'));
    await writeFile(path, 'f'.repeat(64));
    await expect(open()).rejects.toEqual(refusal('another key'));
    await writeFile(path, key);
    expect(await open()).toBe(key);
  });

  it('that is there before the store is taken for its own', async () => {
    const { path, open } = await store();
    await writeFile(path, 'of a store that was lost');
    expect(await open()).toBe('of a store that was lost');
    await writeFile(path, 'another');
    await expect(open()).rejects.toEqual(refusal('another key'));
  });

  it('comes from the file that is named first, then from the environment, then from its file', async () => {
    const named = join(scratch, 'named.key');
    await writeFile(named, 'from the file of the environment\n');
    vi.stubEnv('LAUREL_KEY_FILE', named);
    expect(await (await store()).open()).toBe('from the file of the environment');
    vi.stubEnv('LAUREL_IDENTITY_KEY', ' from the environment ');
    expect(await (await store()).open()).toBe('from the environment');
    const option = join(scratch, 'option.key');
    await writeFile(option, 'from the option');
    const { directory, open } = await store();
    expect(await open(option)).toBe('from the option');
    expect(await readdir(directory)).toEqual([]);
  });

  it('is not made where a file was named, and not taken from an empty one', async () => {
    const named = join(scratch, 'absent.key');
    const { open } = await store();
    await expect(open(named)).rejects.toThrow(`The key file ${named} cannot be read (ENOENT).`);
    await expect(readFile(named)).rejects.toThrow();
    await writeFile(named, '\n');
    await expect(open(named)).rejects.toThrow(`The key file ${named} is empty.`);
  });
});
