import { activityFile } from '../../../src/app/demo/demo-files.ts';
import type { DemoSizes } from '../../../src/app/demo/demo-sizes.ts';
import { SMALL_DISTRIBUTOR } from '../../../src/app/demo/demo-sizes.ts';
import { generateDemo } from '../../../src/app/demo/generate-demo.ts';
import { readData } from '../../../src/app/import/read-data.ts';
import { readPlan } from '../../../src/app/plan/read-plan.ts';
import { filesSource } from '../../../src/app/tabular/files-source.ts';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar/local-date.ts';
import { demoPlanFiles } from './demo-plan-files.ts';

export const demoPlan = readPlan(demoPlanFiles());

export type Rows = readonly Readonly<Record<string, string>>[];

export const dateOf = (text: string): LocalDate => {
  const date = parseLocalDate(text);
  if (!date) throw new RangeError(`${text} is no date`);
  return date;
};

/** All files of a demo, the activities in one; of the small distributor when nothing else is asked for. */
export const demo = (
  seed: number,
  asOf: string,
  sizes: DemoSizes = SMALL_DISTRIBUTOR,
): ReadonlyMap<string, string> => {
  const { masterData, batches } = generateDemo({ seed, asOf: dateOf(asOf), sizes });
  // The first days of a month may all be holidays, on which nothing happens.
  const heading = activityFile([]);
  const activities = [...batches()].map(({ file }) => file.slice(heading.length));
  return new Map([...masterData, ['activities.csv', [heading, ...activities].join('')]]);
};

/** The files as a data directory that is read under the demo plan. */
export const importDemo = (files: ReadonlyMap<string, string>): Promise<ImportedData> =>
  readData(demoPlan.documents, filesSource(files));

/** The rows of a file as fields by heading; no cell of the demo needs quotes. */
export const rowsOf = (files: ReadonlyMap<string, string>, name: string): Rows => {
  const [heading = '', ...lines] = (files.get(name) ?? '').trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(heading.split(',').map((field, index) => [field, cells[index] ?? '']));
  });
};
