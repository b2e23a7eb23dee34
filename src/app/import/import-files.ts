import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { refuseRecalibrations } from '../master-data/refuse-recalibrations.ts';
import { publishedPlan } from '../plan/current-plan.ts';
import { filesSource, type GivenFiles } from '../tabular/files-source.ts';
import type { InputSummary, Reject } from '../tabular/imported-data.ts';
import { type Imported, importData } from './import-data.ts';
import { knownCodesOf } from './known-codes-of.ts';
import { readData } from './read-data.ts';

/** What came of files: of a dry run, what would come of them. */
export type ImportedFiles = Readonly<{
  /** Rows that hold something new or known: master data and targets as well as activities. */
  rows: number;
  accepted: number;
  duplicates: number;
  judged: Imported['judged'];
  /** The first of the refused rows, without the rows themselves. */
  rejects: readonly Omit<Reject, 'raw'>[];
  rejected: number;
  inputs: readonly InputSummary[];
}>;

/** Refused rows are told of up to this many; who sends more has to correct these first. */
const MOST_REJECTS = 1000;

/**
 * Imports the files of a data directory by name into the store. A file may refer to what the store knows already. `native`
 * reads the columns of Laurel's own files even where the plan maps others. With `dryRun` everything is read and checked,
 * and nothing stored. With `at` (epoch ms) targets of periods that had begun then may not change.
 * @throws LaurelError `state` where they would.
 */
export const importFiles = async (
  context: Context,
  input: Readonly<{ files: GivenFiles; native?: boolean; dryRun?: boolean; at?: number }>,
  onProgress: (progress: Readonly<{ done: number; total: number }>) => Promise<void> | void = () => {},
): Promise<ImportedFiles> => {
  admit(context, 'import-data');
  const plan = await publishedPlan(context);
  if (!plan) throw new LaurelError('state', 'No plan has been published yet.');
  const { documents } = plan.ruleSet;
  const data = await readData(
    input.native ? { ...documents, mapping: undefined } : documents,
    filesSource(input.files),
    () => {},
    await knownCodesOf(context),
  );
  const { at } = input;
  const { calendar } = documents.plan;
  if (input.dryRun && at !== undefined)
    await transact(context, (tx) =>
      refuseRecalibrations(tx, context, { calendar, wanted: data.targets, at }),
    );
  const imported: Imported = input.dryRun
    ? { accepted: 0, duplicates: 0, rejects: [], judged: { granted: 0, reversed: 0 } }
    : await importData(context, { data, ...(at !== undefined && { at }) }, onProgress);
  const rejects = [...data.rejects, ...imported.rejects];
  return {
    rows: data.inputs.reduce((sum, { accepted, duplicates }) => sum + accepted + duplicates, 0),
    accepted: imported.accepted,
    duplicates: imported.duplicates,
    judged: imported.judged,
    rejects: rejects.slice(0, MOST_REJECTS).map(({ raw: _, ...place }) => place),
    rejected: rejects.length,
    inputs: data.inputs,
  };
};
