import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { DataSource, ImportedData } from '../tabular/imported-data.ts';
import { readDataDirectory } from '../tabular/read-data-directory.ts';
import type { KnownToStore } from './known-codes-of.ts';

/** Reads a data directory against a plan, without a store that could know more reps than the files. */
export const readData = (
  documents: PlanDocuments,
  source: DataSource,
  onProgress: (file: string, rows: number) => void = () => {},
  knows: KnownToStore = {
    rep: () => false,
    team: () => false,
  },
): Promise<ImportedData> =>
  readDataDirectory(
    source,
    {
      ...(documents.mapping && { mapping: documents.mapping }),
      types: documents.activityTypes,
      timeZone: documents.plan.calendar.timeZone,
      currency: documents.plan.currency,
      calendar: documents.plan.calendar,
      knows: { ...knows, metric: (code) => documents.metrics.has(code) },
    },
    ({ file, rows }) => onProgress(file, rows),
  );
