import type { Database } from '../storage/database.ts';
import type { Context } from './context.ts';
import { importData } from './import/import-data.ts';
import { readData } from './import/read-data.ts';
import { publishPlan } from './plan/publish-plan.ts';
import type { ReadPlan } from './plan/read-plan.ts';
import { type Results, readResults } from './results/read-results.ts';
import { settlePeriod } from './settlement/settle-period.ts';
import type { DataSource, ImportedData, InputSummary, Reject } from './tabular/imported-data.ts';

/** A key that is the same everywhere, so that a run of the same files gives the same ids and the same bytes. */
const RUN_KEY = 'laurel-run';

export type RunOutput = Readonly<{
  results: Results;
  rejects: readonly Reject[];
  inputs: readonly InputSummary[];
  data: ImportedData;
}>;

export type RunProgress = (stage: 'read' | 'import' | 'settle' | 'write', detail: string) => void;

/**
 * The main job in one shot, in a throw-away database: import, judge every activity in order of time, settle the
 * period, read what came of it.
 */
export const runPlan = async (
  database: Database,
  plan: ReadPlan,
  source: DataSource,
  period: string,
  onProgress: RunProgress = () => {},
): Promise<RunOutput> => {
  const context: Context = {
    tenant: 'run',
    actor: 'laurel run',
    roles: ['admin'],
    store: { db: database.db, identityKey: RUN_KEY },
  };
  const data = await readData(plan.documents, source, (file, rows) => onProgress('read', `${file} ${rows}`));
  await publishPlan(context, plan.documents);
  const imported = await importData(context, { data }, ({ done, total }) =>
    onProgress('import', `${done}/${total}`),
  );
  onProgress('settle', period);
  await settlePeriod(context, { period });
  const results = await readResults(context, { period });
  return { results, rejects: [...data.rejects, ...imported.rejects], inputs: data.inputs, data };
};
