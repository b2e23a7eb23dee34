import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { LaurelError } from '../app/errors.ts';

/** A plan folder with those of its files that a path on the command line selected. */
export type SelectedPlan = Readonly<{ folder: string; selects(file: string): boolean }>;

/**
 * The plan folders that paths name: a plan folder, a folder above several, or one file in a plan's `rules` folder.
 * @throws LaurelError `unusable-file` for a path with no plan.
 */
export const selectPlans = async (paths: readonly string[]): Promise<SelectedPlan[]> => {
  const selected: SelectedPlan[] = [];
  for (const path of paths) {
    const before = selected.length;
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile()) {
      const folder = await planAbove(dirname(path));
      const code = basename(path).replace(/(\.specs)?\.json$/, '');
      if (folder)
        selected.push({
          folder,
          selects: (file) => basename(file).replace(/(\.specs)?\.json$/, '') === code,
        });
    } else if (found?.isDirectory()) {
      const above = await planAbove(path);
      const folders = above ? [above] : await plansBelow(path);
      selected.push(...folders.map((folder) => ({ folder, selects: () => true })));
    }
    if (selected.length === before)
      throw new LaurelError('unusable-file', `There is no plan.json at, above or below ${path}.`);
  }
  return selected;
};

const planAbove = async (folder: string): Promise<string | undefined> => {
  for (const candidate of [folder, dirname(folder)]) {
    if (await stat(join(candidate, 'plan.json')).catch(() => undefined)) return candidate;
  }
  return undefined;
};

const plansBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === 'plan.json')
    .map((entry) => entry.parentPath)
    .sort();
};
