import { twoDigits } from '../../domain/calendar/local-date.ts';
import { csvLine } from '../tabular/csv-text.ts';
import { ACTIVITY_FIELDS, type DemoActivity } from './demo-activity.ts';
import { yuanText } from './fen.ts';
import type { DemoOutlet } from './make-outlets.ts';
import type { DemoProduct } from './make-products.ts';
import type { DemoStaff } from './make-staff.ts';
import type { DemoTarget } from './make-targets.ts';

/** Everything the demo knows of a distributor. */
export type Distributor = Readonly<{
  staff: DemoStaff;
  outlets: readonly DemoOutlet[];
  products: readonly DemoProduct[];
  /** The label of the month the targets are for. */
  period: string;
  targets: readonly DemoTarget[];
  activities: readonly DemoActivity[];
}>;

type Cell = string | number | boolean | undefined;

/** The files of a native data directory by name, as `readDataDirectory` reads them. */
export function demoFiles({
  staff,
  outlets,
  products,
  period,
  targets,
  activities,
}: Distributor): ReadonlyMap<string, string> {
  const people = [...staff.managers, ...staff.reps];
  return new Map([
    [
      'teams.csv',
      table(
        'code,name,manager',
        staff.teams.map((t) => [t.code, t.name, t.manager]),
      ),
    ],
    [
      'reps.csv',
      table(
        'code,name,employee_no,team,role,league,hired_on,left_on',
        people.map((p) => [p.code, p.name, p.employeeNo, p.team, p.role, p.league, p.hiredOn, p.leftOn]),
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
        'code,name,class,city_class,rep,route_cycle,tier,opened_on',
        outlets.map((o) => [o.code, o.name, o.class, o.cityClass, o.rep, o.routeCycle, o.tier, o.openedOn]),
      ),
    ],
    [
      'products.csv',
      table(
        'code,name,category,cost,margin,launched_on,price,key_product',
        products.map((p) => [
          p.code,
          p.name,
          p.category,
          yuanText(p.costFen),
          yuanText(p.priceFen - p.costFen),
          p.launchedOn,
          yuanText(p.priceFen),
          p.isKey,
        ]),
      ),
    ],
    [
      'targets.csv',
      table(
        'subject,metric,period,tier,amount',
        targets.map((t) => [t.subject, t.metric, period, t.tier, t.amount]),
      ),
    ],
    [
      'activities.csv',
      table(
        ['id', 'source', 'type', 'time', 'subject', ...ACTIVITY_FIELDS].join(','),
        activities.map((a) => [
          a.id,
          a.source,
          a.type,
          timeText(a),
          a.subject,
          ...ACTIVITY_FIELDS.map((field) => a.fields[field]),
        ]),
      ),
    ],
  ]);
}

function table(heading: string, rows: readonly (readonly Cell[])[]): string {
  return `${heading}\n${rows.map((cells) => csvLine(cells.map((cell) => String(cell ?? '')))).join('')}`;
}

/** China has had one offset since 1991. */
function timeText({ day, second }: DemoActivity): string {
  const [hours, minutes, seconds] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${day}T${twoDigits(hours)}:${twoDigits(minutes)}:${twoDigits(seconds)}+08:00`;
}
