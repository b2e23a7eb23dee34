import { join } from 'node:path';
import type { Command } from 'commander';
import { LaurelError } from '../app/errors.ts';
import { IMPORT_BATCH, importData } from '../app/import/import-data.ts';
import { knownCodesOf } from '../app/import/known-codes-of.ts';
import { readData } from '../app/import/read-data.ts';
import { publishedPlan } from '../app/plan/current-plan.ts';
import { publishPlan } from '../app/plan/publish-plan.ts';
import { readPlan } from '../app/plan/read-plan.ts';
import { rejectedFiles } from '../app/tabular/write-rejects.ts';
import { sealAndKeep } from '../node/checkpoints.ts';
import { dataDirectory, planDirectory, writeFiles } from '../node/directories.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

type Options = StoreOptions &
  Readonly<{
    data: string;
    plan?: string;
    dryRun?: boolean;
    strict?: boolean;
    rejected?: string;
    batch: string;
  }>;

export const addImportCommand = (program: Command): void => {
  withStoreOptions(program.command('import'))
    .description('bring a data directory into the store, and judge every activity')
    .requiredOption('--data <dir>', 'data directory, or any CSV files with a mapping.json in the plan')
    .option('--plan <dir>', 'plan directory to publish first (owner-only, audited)')
    .option('--dry-run', 'read and check everything, store nothing')
    .option('--rejected <dir>', 'where rejected rows go; a folder in the store when left out')
    .option('--strict', 'fail (1) when rows were rejected')
    .option('--batch <n>', 'activities of one transaction; fewer need less memory', `${IMPORT_BATCH}`)
    .action(importCommand);
};

const importCommand = (options: Options): Promise<void> =>
  onStore(options, async (store, output) => {
    const { context, directory } = store;
    const batch = Number(options.batch);
    if (!Number.isSafeInteger(batch) || batch < 1)
      throw new LaurelError(
        'invalid',
        `“${options.batch}” is no number of activities; write one such as ${IMPORT_BATCH}.`,
      );
    const plan = options.plan === undefined ? undefined : readPlan(await planDirectory(options.plan));
    const source = await dataDirectory(options.data);
    const before = await publishedPlan(context);
    const documents = plan?.documents ?? before?.ruleSet.documents;
    if (!documents) throw new LaurelError('state', 'No plan has been published yet; give one with --plan.');
    const data = await readData(
      documents,
      source,
      (file, rows) => output.progress(`reading ${file}: ${rows}`),
      await knownCodesOf(context),
    );

    let rejects = data.rejects;
    let imported: Awaited<ReturnType<typeof importData>> | undefined;
    if (!options.dryRun) {
      if (plan) await publishPlan(context, plan.documents);
      imported = await importData(context, { data, batch }, ({ done, total }) =>
        output.progress(`importing ${done} of ${total}`),
      );
      rejects = [...rejects, ...imported.rejects];
      await sealAndKeep(store);
    }
    const folder = options.rejected ?? join(directory, 'rejected-rows');
    if (rejects.length > 0) await writeFiles(folder, rejectedFiles(rejects, data.headings, data.companions));

    const counts = imported
      ? `${imported.accepted} activities new, ${imported.duplicates} known already, ${imported.judged.granted} awards granted, ${imported.judged.reversed} reversed.`
      : `${data.activities.length} activities could be imported; nothing was stored.`;
    const bad =
      rejects.length === 0 ? 'No row was rejected.' : `${rejects.length} entries in ${folder}/rejected.csv.`;
    output.result(`${counts} ${bad}`, {
      accepted: imported?.accepted ?? 0,
      duplicates: imported?.duplicates ?? 0,
      rejected: rejects.length,
      judged: imported?.judged,
      inputs: data.inputs,
    });
    if (options.strict && rejects.length > 0)
      throw new LaurelError('invalid', `${rejects.length} rows were rejected; see ${folder}/rejected.csv.`);
  });
