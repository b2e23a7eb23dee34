import { type SQL, sql } from 'drizzle-orm';
import { compareText } from '../domain/compare-text.ts';
import type { MetricPast } from '../domain/facts/requirements.ts';
import type { Contribution } from '../domain/metrics/contribution.ts';
import { unitsToText } from '../domain/metrics/fixed-point.ts';
import { column, given, instantOf, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A rep's day: the unit in which rollups are undone. */
export type RepDay = Readonly<{ rep: string; day: string }>;

/** Each day once. */
export const distinctDays = (days: readonly RepDay[]): RepDay[] => [
  ...new Map(days.map((each) => [`${each.rep}|${each.day}`, each])).values(),
];

/** Adds contributions to their cells; set-based, one statement a portion. */
export const addToRollups = async (
  tx: Queryable,
  tenant: string,
  contributions: readonly Contribution[],
): Promise<void> => {
  for (const cells of portions(cellsOf(contributions))) {
    await tx.execute(sql`
      insert into rollup as r (tenant_id, metric, day, rep_id, team_id, dimension, key, value, activities, first_order, last_at)
      select ${tenant}, c1, c2, c3, c4, c5, c6, c7, c8, c9, ${instantOf('c10')} from ${given(cells, [
        ['c1', 'text', (c) => c.metric],
        ['c2', 'date', (c) => c.day],
        ['c3', 'text', (c) => c.rep],
        ['c4', 'text', (c) => c.team ?? ''],
        ['c5', 'text', (c) => c.dimension],
        ['c6', 'text', (c) => c.key],
        ['c7', 'numeric', (c) => unitsToText(c.units)],
        ['c8', 'integer', (c) => c.activities],
        ['c9', 'text', (c) => c.order],
        ['c10', 'bigint', (c) => c.time],
      ])}
      on conflict (tenant_id, metric, day, rep_id, team_id, dimension, key) do update set
        value = r.value + excluded.value, activities = r.activities + excluded.activities,
        first_order = least(r.first_order, excluded.first_order), last_at = greatest(r.last_at, excluded.last_at)`);
  }
};

type Cell = Omit<Contribution, 'order' | 'time'> & { order: string; time: number; activities: number };

const cellKey = (c: Contribution): string =>
  [c.metric, c.day, c.rep, c.team ?? '', c.dimension, c.key].join('\u0001');

/** Contributions to one cell put together, so that no statement touches a row twice; in the order of the key. */
const cellsOf = (contributions: readonly Contribution[]): Cell[] => {
  const cells = new Map<string, Cell>();
  for (const contribution of contributions) {
    const key = cellKey(contribution);
    const cell = cells.get(key);
    if (!cell) {
      cells.set(key, { ...contribution, activities: 1 });
      continue;
    }
    cells.set(key, {
      ...cell,
      units: cell.units + contribution.units,
      activities: cell.activities + 1,
      order: cell.order < contribution.order ? cell.order : contribution.order,
      time: Math.max(cell.time, contribution.time),
    });
  }
  // Locks are taken in one order everywhere, so that two batches cannot wait for each other.
  return [...cells].sort(([a], [b]) => compareText(a, b)).map(([, cell]) => cell);
};

/** Forgets the cells of some reps on some days, before they are calculated anew from the activities. */
export const clearRollupDays = async (
  tx: Queryable,
  tenant: string,
  days: readonly RepDay[],
): Promise<void> => {
  await tx.execute(sql`
    delete from rollup r using ${given(days, [
      ['rep_id', 'text', (d) => d.rep],
      ['day', 'date', (d) => d.day],
    ])}
    where r.tenant_id = ${tenant} and r.rep_id = given.rep_id and r.day = given.day`);
};

export const clearRollups = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(sql`delete from rollup where tenant_id = ${tenant}`);
};

/** Cells as text, in the order of their key: what a rebuild must reproduce byte for byte. */
export const rollupText = async (tx: Queryable, tenant: string): Promise<string[]> => {
  const rows = await rowsOf<{ text: string }>(
    tx,
    sql`
    select concat_ws('|', metric, day, rep_id, team_id, dimension, key, trim_scale(value), activities, first_order,
      to_char(last_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')) as text
    from rollup where tenant_id = ${tenant}
    order by metric, day, rep_id, team_id, dimension, key`,
  );
  return rows.map((row) => row.text);
};

/** A cell as the timeline takes it: a day's worth of one rep, or that of many days from the first of them on. */
export type CellRow = Readonly<{
  metric: string;
  day: string;
  rep: string;
  dimension: string;
  key: string;
  value: string;
  order: string;
}>;

/**
 * Cells of some reps before a day, as far back as each metric is looked at. Where everything so far is looked at, the
 * cells before its bounded windows come added up, one for each rep, dimension and key.
 */
export const cellsBefore = (
  tx: Queryable,
  tenant: string,
  reps: readonly string[],
  pasts: readonly MetricPast[],
  before: string,
): Promise<CellRow[]> => {
  const asked = given(pasts, [
    ['metric', 'text', (past) => past.metric],
    ['since', 'date', (past) => past.since ?? before],
    ['whole', 'boolean', (past) => past.whole],
  ]);
  // Without statistics the planner would read all cells of the reps; `offset 0` has it look up each metric.
  const cells = (days: SQL) => sql`cross join lateral (
      select * from rollup where tenant_id = ${tenant} and metric = given.metric and day < ${before}::date and ${days}
        and rep_id = any(${column(reps, 'text')}) offset 0) r`;
  return rowsOf<CellRow>(
    tx,
    sql`
    select r.metric, r.day::text as day, r.rep_id as rep, r.dimension, r.key, r.value::text as value,
      r.first_order as "order"
    from ${asked} ${cells(sql`day >= given.since`)}
    union all
    select r.metric, min(r.day)::text, r.rep_id, r.dimension, r.key, sum(r.value)::text, min(r.first_order)
    from ${asked} ${cells(sql`day < given.since`)} where given.whole
    group by r.metric, r.rep_id, r.dimension, r.key`,
  );
};

/** Where each key of a metric first appeared, by scope: for the rep, or (with an empty rep) for the whole tenant. */
export const firstAppearances = async (
  tx: Queryable,
  tenant: string,
  metric: string,
  scope: 'rep' | 'tenant',
  reps: readonly string[],
): Promise<Map<string, string>> => {
  const rep = scope === 'rep' ? sql`rep_id` : sql`''`;
  const rows = await rowsOf<{ rep: string; key: string; order: string }>(
    tx,
    sql`
    select ${rep} as rep, key, min(first_order) as "order" from rollup
    where tenant_id = ${tenant} and metric = ${metric}
      ${scope === 'rep' ? sql`and rep_id = any(${column(reps, 'text')})` : sql``}
    group by 1, 2`,
  );
  return new Map(rows.map((row) => [`${row.rep}|${row.key}`, row.order]));
};

/** A key of a metric, such as an outlet that was visited, on a rep's day. */
export type KeyOfDay = RepDay & Readonly<{ metric: string; key: string }>;

/**
 * The days with cells of any of these keys: those of anybody, or only the later ones of the same rep, from which a first
 * appearance has moved.
 */
export const daysWithKeys = async (
  tx: Queryable,
  tenant: string,
  keys: readonly KeyOfDay[],
  whose: 'anybody' | 'rep-later',
): Promise<RepDay[]> => {
  if (keys.length === 0) return [];
  const ofAnybody = whose === 'anybody';
  const named = ({ metric, key, rep, day }: KeyOfDay) =>
    (ofAnybody ? [metric, key] : [metric, key, rep, day]).join('|');
  const distinct = [...new Map(keys.map((each) => [named(each), each])).values()];
  return rowsOf<RepDay>(
    tx,
    sql`
    select distinct r.rep_id as rep, r.day::text as day
    from ${given(distinct, [
      ['metric', 'text', (k) => k.metric],
      ['key', 'text', (k) => k.key],
      ['rep_id', 'text', (k) => k.rep],
      ['day', 'date', (k) => k.day],
    ])}
    join rollup r on r.tenant_id = ${tenant} and r.metric = given.metric and r.key = given.key
      ${ofAnybody ? sql`` : sql`and r.rep_id = given.rep_id and r.day > given.day`}`,
  );
};

/** A metric that counts a key where it first appears: for each rep, or in the whole tenant. */
export type FirstMetric = Readonly<{ metric: string; scope: 'rep' | 'tenant' }>;

/**
 * The days that share a key of these metrics with some reps' days, those of the same rep or of anybody as the metric has it:
 * a first appearance may move to them.
 */
export const othersWithKeys = async (
  tx: Queryable,
  tenant: string,
  metrics: readonly FirstMetric[],
  days: readonly RepDay[],
): Promise<RepDay[]> => {
  if (metrics.length === 0 || days.length === 0) return [];
  return rowsOf<RepDay>(
    tx,
    sql`
    select distinct other.rep_id as rep, other.day::text as day
    from ${given(days, [
      ['rep_id', 'text', (d) => d.rep],
      ['day', 'date', (d) => d.day],
    ])}
    cross join unnest(${column(
      metrics.map(({ metric }) => metric),
      'text',
    )}, ${column(
      metrics.map(({ scope }) => scope === 'tenant'),
      'boolean',
    )}) as first (metric, shared)
    join rollup own on own.tenant_id = ${tenant} and own.rep_id = given.rep_id and own.day = given.day
      and own.metric = first.metric
    join rollup other on other.tenant_id = ${tenant} and other.metric = own.metric and other.key = own.key
      and (first.shared or other.rep_id = own.rep_id)`,
  );
};
