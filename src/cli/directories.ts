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

/** The files of a plan directory as text. */
export const planDirectory = async (directory: string): Promise<PlanFiles> => {
  await requireDirectory(directory, 'plan');
  const files = new Map<string, string>();
  for (const folder of ['', 'rules']) {
    const entries = await readdir(join(directory, folder), { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      if (!entry.isFile() || !entry.name.endsWith('.json')) continue;
      const name = folder === '' ? entry.name : `${folder}/${entry.name}`;
      files.set(name, await readFile(join(directory, name), 'utf8'));
    }
  }
  return files;
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
