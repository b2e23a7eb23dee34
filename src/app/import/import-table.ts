import type { z } from 'zod';
import type { ImportReport } from '../../../schemas/import-report.ts';
import type { Job } from '../../../schemas/job.ts';
import type { Context } from '../context.ts';
import { startJob } from '../jobs/start-job.ts';
import { type ImportedFiles, importFiles } from './import-files.ts';
import type { ImportInput } from './import-input.ts';

/** The tables of master data and targets that can be sent one by one. */
export type Table = 'reps' | 'teams' | 'memberships' | 'outlets' | 'products' | 'targets';

/** `at` is now, in epoch ms: targets of periods that have begun may not change. */
type TableGiven = Readonly<{ table: Table; content: Uint8Array; at: number }>;

/** What would come of a table with the columns of Laurel's own files. Nothing is stored. */
export const checkTable = async (
  context: Context,
  { table, content, at }: TableGiven,
): Promise<ImportReport> => {
  const files = new Map([[`${table}.csv`, content]]);
  return reportOf(await importFiles(context, { files, native: true, dryRun: true, at }));
};

/** Starts the import of a table; its result tells of every refused row. Whoever calls this hands the job to its carrier. */
export const startTableImport = (context: Context, { table, content, at }: TableGiven): Promise<Job> => {
  const input: z.infer<typeof ImportInput> = {
    files: { [`${table}.csv`]: Buffer.from(content).toString('base64') },
    at,
  };
  return startJob(context, { kind: 'import-data', input });
};

const reportOf = ({ rows, rejected, rejects, inputs }: ImportedFiles): ImportReport => ({
  rows,
  rejected,
  rejects: [...rejects],
  inputs: inputs.map(({ file, rows: all, accepted, duplicates, rejected: refused, encoding, delimiter }) => ({
    file,
    rows: all,
    accepted,
    duplicates,
    rejected: refused,
    encoding,
    delimiter,
  })),
});
