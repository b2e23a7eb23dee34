import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { identityKey } from '../../src/cli/identity-key.ts';

let directory: string;
let named: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laurel-key-'));
  named = join(directory, 'named.key');
  vi.stubEnv('LAUREL_IDENTITY_KEY', '');
  vi.stubEnv('LAUREL_KEY_FILE', '');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

describe('the key of a store', () => {
  it('is made once in the data directory, for nobody else to read', async () => {
    const store = join(directory, 'store');
    const [key, other] = await Promise.all([identityKey(store, undefined), identityKey(store, undefined)]);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(other).toBe(key);
    expect(await identityKey(store, undefined)).toBe(key);
    expect((await stat(join(store, 'identity.key'))).mode & 0o077).toBe(0);
  });

  it('comes from the file that is named first, then from the environment, then from its file', async () => {
    vi.stubEnv('LAUREL_KEY_FILE', named);
    await writeFile(named, 'from the file of the environment\n');
    expect(await identityKey(directory, undefined)).toBe('from the file of the environment');
    vi.stubEnv('LAUREL_IDENTITY_KEY', ' from the environment ');
    expect(await identityKey(directory, undefined)).toBe('from the environment');
    const option = join(directory, 'option.key');
    await writeFile(option, 'from the option');
    expect(await identityKey(directory, option)).toBe('from the option');
    expect(await readdir(directory)).not.toContain('identity.key');
  });

  it('is not made where a file was named, and not taken from an empty one', async () => {
    await expect(identityKey(directory, named)).rejects.toThrow(
      `The key file ${named} cannot be read (ENOENT).`,
    );
    await expect(readFile(named)).rejects.toThrow();
    await writeFile(named, '\n');
    await expect(identityKey(directory, named)).rejects.toThrow(`The key file ${named} is empty.`);
  });
});
