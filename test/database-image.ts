import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openInMemory } from '../src/storage/pglite.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseImage: string;
  }
}

/** Migrates one database for the whole run and keeps its image, from which every test file opens its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'laurel-test-'));
  const path = join(folder, 'empty.tar');
  const database = await openInMemory();
  const image = await database.image();
  await writeFile(path, new Uint8Array(await image.arrayBuffer()));
  await database.close();
  project.provide('databaseImage', path);
  return () => rm(folder, { recursive: true, force: true });
}
