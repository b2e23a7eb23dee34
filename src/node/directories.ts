import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { LaurelError } from '../app/errors.ts';
import type { PlanFiles } from '../app/plan/read-plan.ts';
import type { DataSource } from '../app/tabular/imported-data.ts';

/** A directory of data files; only plain files directly in it are seen. */
export const dataDirectory = async (directory: string): Promise<DataSource> => {
  await requireDirectory(directory, 'data');
  return {
    list: async () => {
      const entries = await readdir(directory, { withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => entry.name)
        .sort();
    },
    read: (name) => readFile(join(directory, name)),
  };
};

/** The files of a plan directory as text, and the names of its other folders that hold JSON files. */
export const planDirectory = async (directory: string): Promise<PlanFiles> => {
  await requireDirectory(directory, 'plan');
  const files = new Map<string, string>();
  for (const folder of ['', 'rules']) {
    for (const name of await jsonFilesIn(join(directory, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      files.set(path, await readFile(join(directory, path), 'utf8'));
    }
  }
  for (const entry of await readdir(directory, { withFileTypes: true })) {
    if (!entry.isDirectory() || entry.name === 'rules') continue;
    const found = await jsonFilesIn(join(directory, entry.name));
    if (found.length > 0) files.set(`${entry.name}/`, '');
  }
  return files;
};

/** The names of the JSON files directly in a folder; none when it is not there. */
const jsonFilesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isFile() && entry.name.endsWith('.json')).map((entry) => entry.name);
};

const requireDirectory = async (directory: string, kind: string): Promise<void> => {
  const found = await stat(directory).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new LaurelError('unusable-file', `${resolve(directory)} is not a folder; give the ${kind} folder.`);
  }
};

/** Writes files below a directory, each whole or not at all; files of an earlier run are replaced. */
export const writeFiles = async (directory: string, files: ReadonlyMap<string, string>): Promise<void> => {
  await rm(join(directory, 'rejected'), { recursive: true, force: true });
  for (const [name, content] of files) {
    const path = join(directory, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.part`, content);
    await rename(`${path}.part`, path);
  }
};
