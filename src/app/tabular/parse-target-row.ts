import type { Calendar } from '../../../schemas/calendar.ts';
import { Target } from '../../../schemas/target.ts';
import { faultList } from '../../domain/activities/fault-list.ts';
import { parseNumber } from '../../domain/activities/parse-number.ts';
import { schemaFaults } from '../../domain/activities/schema-faults.ts';
import { shown } from '../../domain/activities/shown.ts';
import { parsePeriod } from '../../domain/calendar/period.ts';
import type { Fields } from './compile-columns.ts';
import type { ParsedRecord } from './parse-master-data.ts';

/** Decides whether a subject without a kind is a rep or a team. */
export type TargetContext = Readonly<{
  calendar: Calendar;
  isRep(code: string): boolean;
  isTeam(code: string): boolean;
}>;

/**
 * The target of a row, its amount canonical, or its faults by field. A subject whose row does not say `subject_kind`
 * is the rep of that code, or the team when only a team has it.
 */
export function parseTargetRow(fields: Fields, context: TargetContext): ParsedRecord<Target> {
  const list = faultList();
  const subject = list.takeCode(fields.get('subject'), 'subject');
  const isOnlyTeam = subject !== undefined && !context.isRep(subject) && context.isTeam(subject);
  const amount = fields.get('amount');
  if (amount === undefined)
    list.add('amount', 'missing', 'This must not be empty; write an amount such as 1284.50.');
  const parsedAmount = amount === undefined ? undefined : list.take(parseNumber('decimal', amount, 'amount'));
  const period = fields.get('period');
  if (period !== undefined && !parsePeriod(context.calendar, period)) {
    const message = `${shown(period)} is not a period; write one such as 2017-03, 2017-03-A, 2017-W10, 2017-Q3 or 2017.`;
    list.add('period', 'bad-period', message);
  }
  const input = {
    subjectKind: fields.get('subject_kind') ?? (isOnlyTeam ? 'team' : 'rep'),
    subject: subject ?? 'unknown',
    metric: fields.get('metric'),
    period,
    tier: fields.get('tier'),
    amount: parsedAmount ?? '0',
  };
  const checked = Target.safeParse(input);
  if (checked.success && list.faults.length === 0) return { value: checked.data };
  const told = new Set(list.faults.map(({ field }) => field));
  const others = checked.success ? [] : schemaFaults(checked.error, input);
  for (const { field, code, message } of others) {
    const name = field === '/subjectKind' ? 'subject_kind' : field.slice(1);
    if (!told.has(name)) list.add(name, code, message);
  }
  return { faults: list.faults };
}
