import { generateDemo } from '../../../src/app/demo/generate-demo.ts';
import { readPlan } from '../../../src/app/plan/read-plan.ts';
import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';
import { readDataDirectory } from '../../../src/app/tabular/read-data-directory.ts';
import { type LocalDate, parseLocalDate } from '../../../src/domain/calendar/local-date.ts';
import { demoPlanFiles } from './demo-plan-files.ts';

const { documents } = readPlan(demoPlanFiles());

export function dateOf(text: string): LocalDate {
  const date = parseLocalDate(text);
  if (!date) throw new RangeError(`${text} is no date`);
  return date;
}

export function demo(seed: number, asOf: string): ReadonlyMap<string, string> {
  return generateDemo({ seed, asOf: dateOf(asOf) });
}

/** The files as a data directory that is read under the demo plan. */
export function importDemo(files: ReadonlyMap<string, string>): Promise<ImportedData> {
  const { activityTypes, metrics, plan } = documents;
  const source = {
    list: async () => [...files.keys()],
    read: async (name: string) => new TextEncoder().encode(files.get(name)),
  };
  return readDataDirectory(source, {
    types: activityTypes,
    timeZone: plan.calendar.timeZone,
    currency: plan.currency,
    calendar: plan.calendar,
    knows: { rep: () => false, team: () => false, metric: (code) => metrics.has(code) },
  });
}

/** The rows of a file as fields by heading; no cell of the demo needs quotes. */
export function rowsOf(
  files: ReadonlyMap<string, string>,
  name: string,
): readonly Readonly<Record<string, string>>[] {
  const [heading = '', ...lines] = (files.get(name) ?? '').trimEnd().split('\n');
  return lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(heading.split(',').map((field, index) => [field, cells[index] ?? '']));
  });
}
