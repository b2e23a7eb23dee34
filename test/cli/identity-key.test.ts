import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openStore } from '../../src/cli/open-store.ts';
import { laurel } from './laurel.ts';

let directory: string;
let path: string;
let key: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'laurel-key-'));
  path = join(directory, 'identity.key');
  const store = await openStore(directory);
  key = store.context.store.identityKey;
  await store.close();
});
afterAll(() => rm(directory, { recursive: true, force: true }));

const refusal = (text: string) =>
  expect.objectContaining({ code: 'state', message: expect.stringContaining(text) });

it('is made with the store, and kept in a file of its own that only its owner reads', async () => {
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(await readFile(path, 'utf8')).toBe(`${key}\n`);
});

it('that is missing, empty or another is refused, and the file restored opens the store again', async () => {
  await rm(path);
  expect(await laurel('migrate', '--data-dir', directory)).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/identity\.key is missing or empty.*Restore the file from a backup/s),
  });
  // No other key was made in its place.
  await expect(openStore(directory)).rejects.toEqual(refusal('is missing'));
  await writeFile(path, '\n');
  await expect(openStore(directory)).rejects.toEqual(refusal('is missing or empty'));
  await writeFile(path, 'f'.repeat(64));
  await expect(openStore(directory)).rejects.toEqual(refusal('holds another key'));
  await writeFile(path, key);
  const store = await openStore(directory);
  expect(store.context.store.identityKey).toBe(key);
  await store.close();
});
