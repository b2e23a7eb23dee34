import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Module, parseModule } from './parse-module.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Every file of the repository, and in a working copy those about to join it, as paths from the root with `/`. */
export const repositoryFiles = (): readonly string[] => {
  try {
    // A checkout that belongs to another user would otherwise be refused by git.
    const options = [
      '-c',
      'safe.directory=*',
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
    ];
    const output = execFileSync('git', options, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return output.split('\0').filter((path) => path !== '');
  } catch {
    return filesWithoutGit();
  }
};

/** The same for an unpacked archive, which has no git data: everything but the folders that .gitignore names. */
const filesWithoutGit = (): readonly string[] => {
  const ignored = new Set(
    readFileSync(join(ROOT, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, '')),
  );
  const walk = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter(({ name }) => !ignored.has(name) && name !== '.git')
      .flatMap((entry) =>
        entry.isDirectory() ? walk(`${folder}${entry.name}/`) : [`${folder}${entry.name}`],
      );
  return walk('');
};

/** The text of a file; undefined if it is binary, or was removed since it was listed. */
export const textOf = (path: string): string | undefined => {
  try {
    const text = readFileSync(join(ROOT, path), 'utf8');
    return text.includes('\0') ? undefined : text;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
};

/** The parsed TypeScript files below the given folders. */
export const modulesUnder = (...folders: readonly string[]): readonly Module[] =>
  repositoryFiles()
    .filter((path) => /\.tsx?$/.test(path) && folders.some((folder) => path.startsWith(folder)))
    .flatMap((path) => {
      const text = textOf(path);
      return text === undefined ? [] : [parseModule(path, text)];
    });
