import { ActivityType } from '../../../schemas/activity-type.ts';
import { Calendar } from '../../../schemas/calendar.ts';
import { Mapping } from '../../../schemas/mapping.ts';
import type { ImportedData, ImportOptions } from '../../../src/app/tabular/imported-data.ts';
import { readDataDirectory } from '../../../src/app/tabular/read-data-directory.ts';

const order = ActivityType.parse({
  type: 'order.placed',
  name: { zh: '订单', en: 'Order' },
  attributes: { note: { type: 'text' }, due_on: { type: 'date' }, reason: { type: 'text' } },
});

export const options: ImportOptions = {
  types: new Map([[order.type, order]]),
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  calendar: Calendar.parse({ timeZone: 'Asia/Shanghai' }),
  knows: { rep: (code) => code === 'OLD', team: (code) => code === 'HQ', metric: (code) => code === 'sales' },
};

export const REPS = 'code,name,employee_no,team\nR1,Li Na,00123,HQ\nR2,Wang Wei,00124,HQ\n';
export const HEADING = 'id,source,type,time,subject,outlet,product,amount,currency,quantity,note,due_on';

/** An order of 10 by R1, with cells replaced from the left by name. */
export function orderRow(id: string, cells: Readonly<Record<string, string>> = {}): string {
  const defaults: Record<string, string> = {
    id,
    source: 'erp',
    type: 'order.placed',
    time: '2017-03-09',
    subject: 'R1',
    amount: '10',
  };
  return HEADING.split(',')
    .map((name) => cells[name] ?? defaults[name] ?? '')
    .join(',');
}

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** Imports files given as texts or bytes, with the native file names or a mapping. */
export function importFiles(files: Files, mapping?: unknown): Promise<ImportedData> {
  const source = {
    list: async () => Object.keys(files),
    read: async (name: string) => {
      const content = files[name] ?? '';
      return typeof content === 'string' ? new TextEncoder().encode(content) : content;
    },
  };
  return readDataDirectory(
    source,
    mapping === undefined ? options : { ...options, mapping: Mapping.parse(mapping) },
  );
}

/** The rejects as `file:row:column code`. */
export function placesOf(data: ImportedData): readonly string[] {
  return data.rejects.map(({ file, row, column, code }) => `${file}:${row}:${column} ${code}`);
}

export function idsOf(data: ImportedData): readonly string[] {
  return data.activities.map(({ activity }) => activity.id);
}
