import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseUnusable } from './database.ts';

/** Another process has the data directory open. */
export class DirectoryInUse extends DatabaseUnusable {
  readonly directory: string;
  readonly process: number;

  constructor(directory: string, process: number) {
    super(`${directory} is in use by process ${process}. Stop it first, or give another --data-dir.`);
    this.name = 'DirectoryInUse';
    this.directory = directory;
    this.process = process;
  }
}

/** The lock files this process holds. */
const held = new Set<string>();

/**
 * Takes the lock file of a data directory and gives the function that releases it. A lock whose process is gone, as
 * after a crash, is taken over; so is one that names this process without being held by it, since in a container that
 * is started anew the same processes get the same numbers.
 * @throws DirectoryInUse while its process lives.
 */
export const lockDirectory = async (directory: string): Promise<() => Promise<void>> => {
  const path = join(resolve(directory), 'laurel.lock');
  for (let attempt = 0; attempt < 3; attempt += 1) {
    // Linked when written: a lock that exists always names its process.
    const own = `${path}.${process.pid}`;
    await writeFile(own, `${process.pid}\n`);
    try {
      await link(own, path);
      held.add(path);
      return async () => {
        held.delete(path);
        await rm(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(own, { force: true });
    }
    const holder = Number.parseInt(await readFile(path, 'utf8').catch(() => ''), 10);
    if (holder === process.pid ? held.has(path) : isAlive(holder))
      throw new DirectoryInUse(directory, holder);
    await rm(path, { force: true });
  }
  throw new DirectoryInUse(directory, 0);
};

const isAlive = (pid: number): boolean => {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
