import { rename, rm, stat } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';

/**
 * Makes the files of a new embedded database, unless they are there. They are made beside their place and moved to it
 * when they are whole: half of them, left by a process that died, could never be opened again.
 */
export const createCluster = async (path: string): Promise<void> => {
  if (await stat(path).catch(() => undefined)) return;
  const part = `${path}.part`;
  await rm(part, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: part });
  await client.close();
  await rename(part, path);
};
