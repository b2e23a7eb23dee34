import { twoDigits } from '../../domain/calendar/local-date.ts';
import { csvLine } from '../tabular/csv-text.ts';
import type { Company } from './company.ts';
import { ACTIVITY_FIELDS, type DemoActivity } from './demo-activity.ts';
import { repsOf } from './demo-staff.ts';
import { yuanText } from './fen.ts';

type Cell = string | number | boolean | undefined;

/** The files of master data by name, as `readDataDirectory` reads them. */
export const masterDataFiles = ({
  staff,
  outlets,
  products,
  targets,
}: Company): ReadonlyMap<string, string> =>
  new Map([
    [
      'teams.csv',
      table(
        'code,name,parent,manager',
        staff.teams.map((t) => [t.code, t.name, t.parent, t.manager]),
      ),
    ],
    [
      'reps.csv',
      table(
        'code,name,employee_no,team,role,league,hired_on,left_on',
        [...staff.leaders, ...repsOf(staff)].map((p) => [
          ...[p.code, p.name, p.employeeNo, p.team],
          ...[p.role, p.league, p.hiredOn, p.leftOn],
        ]),
      ),
    ],
    [
      'memberships.csv',
      table(
        'rep,team,from,to',
        staff.memberships.map((m) => [m.rep, m.team, m.from, m.to]),
      ),
    ],
    [
      'outlets.csv',
      table(
        'code,name,class,city_class,rep,route_cycle,tier,terms,key_terminal,opened_on',
        [...outlets.values()]
          .flat()
          .map((o) => [
            ...[o.code, o.name, o.class, o.cityClass, o.rep, o.routeCycle],
            ...[o.tier, o.terms, o.isKey, o.openedOn],
          ]),
      ),
    ],
    [
      'products.csv',
      table(
        'code,name,category,cost,margin,launched_on,price,key_product',
        products.map((p) => [
          ...[p.code, p.name, p.category, yuanText(p.costFen), yuanText(p.priceFen - p.costFen)],
          ...[p.launchedOn, yuanText(p.priceFen), p.isKey],
        ]),
      ),
    ],
    [
      'targets.csv',
      table(
        'subject,metric,period,tier,amount',
        targets.map((t) => [t.subject, t.metric, t.period, t.tier, t.amount]),
      ),
    ],
  ]);

/** Activities as a file; those of several days may be put together, since it is the same heading for all. */
export const activityFile = (activities: readonly DemoActivity[]): string =>
  table(
    ['id', 'source', 'type', 'time', 'subject', ...ACTIVITY_FIELDS].join(','),
    activities.map((a) => [
      ...[a.id, a.source, a.type, timeText(a), a.subject],
      ...ACTIVITY_FIELDS.map((field) => a.fields[field]),
    ]),
  );

const table = (heading: string, rows: readonly (readonly Cell[])[]): string =>
  `${heading}\n${rows.map((cells) => csvLine(cells.map((cell) => String(cell ?? '')))).join('')}`;

/** China has had one offset since 1991. */
const timeText = ({ day, second }: DemoActivity): string => {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${day}T${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}+08:00`;
};
