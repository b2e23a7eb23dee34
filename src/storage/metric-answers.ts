import { type SQL, sql } from 'drizzle-orm';
import type { CountedMetric } from '../../schemas/metric.ts';
import { toFactNumber } from '../domain/facts/fact-value.ts';
import type { MetricRange } from '../domain/facts/requirements.ts';
import { type MetricLevel, type MetricReader, questionKey } from '../domain/metrics/metric-reader.ts';
import type { Population } from '../domain/population.ts';
import { column, epochMs, given } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

type Answer = Readonly<{ value: string | null; lastAt: number | null }>;
type AnswerRow = Answer & Readonly<{ asked: number; subject: string }>;

/** How a metric is put together from its cells: one query answers every range of one kind. */
type Kind = 'sum' | 'distinct' | 'min' | 'max' | 'first-rep' | 'first-tenant';

const kindOf = (metric: CountedMetric): Kind => {
  switch (metric.aggregate) {
    case 'sum':
    case 'count':
      return 'sum';
    case 'countDistinct':
      return 'distinct';
    case 'firstDistinct':
      return metric.scope === 'rep' ? 'first-rep' : 'first-tenant';
    default:
      return metric.aggregate;
  }
};

/**
 * Loads every figure asked for, for all subjects, in one query for each kind and level; never one for each subject
 * or rule. With `reps`, figures of reps are loaded of these only.
 */
export const answerMetrics = async (
  tx: Queryable,
  tenant: string,
  metrics: ReadonlyMap<string, CountedMetric>,
  population: Population,
  ranges: readonly MetricRange[],
  reps?: readonly string[],
): Promise<MetricReader> => {
  const answers = new Map<string, Map<string, Answer>>();
  const groups = Map.groupBy(ranges, (range) => {
    const metric = metrics.get(range.metric);
    return metric ? `${kindOf(metric)}|${range.level}` : '';
  });
  for (const [group, asked] of groups) {
    const [kind, level] = group.split('|') as [Kind, MetricLevel];
    if (!level) continue;
    for (const range of asked) answers.set(questionKey(range), new Map());
    const rows = await rowsOf<AnswerRow>(tx, statement(tenant, kind, level, asked, population, reps));
    for (const { asked: index, subject, value, lastAt } of rows) {
      const range = asked[index];
      if (range) answers.get(questionKey(range))?.set(subject, { value, lastAt });
    }
  }
  const answer = (question: MetricRange & { subject: string }): Answer | undefined => {
    const known = answers.get(questionKey(question));
    if (!known) throw new RangeError(`The metric ${questionKey(question)} was not loaded.`);
    return known.get(question.subject);
  };
  return {
    read: (question) => {
      const value = answer(question)?.value;
      if (value !== undefined && value !== null) return toFactNumber(value);
      const aggregate = metrics.get(question.metric)?.aggregate;
      return aggregate === 'min' || aggregate === 'max' ? undefined : 0;
    },
    lastAt: (question) => answer(question)?.lastAt ?? undefined,
  };
};

const SUBJECT: Readonly<Record<MetricLevel, SQL>> = {
  rep: sql`r.rep_id`,
  team: sql`given.owner`,
  managed: sql`given.owner`,
  company: sql`''`,
};

/** Whom the cells of a team are credited to: the team and those above it, or the reps who manage any of them. */
const creditLines = (level: MetricLevel, { teams, lineOf }: Population): SQL => {
  if (level !== 'team' && level !== 'managed') return sql``;
  const pairs = [...teams.keys()].flatMap((team) => {
    const above = lineOf(team);
    const owners =
      level === 'team' ? above.map(({ id }) => id) : above.flatMap(({ manager }) => manager ?? []);
    return [...new Set(owners)].map((owner) => ({ team, owner }));
  });
  return sql`join ${given(pairs, [
    ['team_id', 'text', (pair) => pair.team],
    ['owner', 'text', (pair) => pair.owner],
  ])} on given.team_id = r.team_id`;
};

const VALUE: Readonly<Record<Kind, SQL>> = {
  sum: sql`trim_scale(sum(r.value))::text`,
  distinct: sql`count(distinct r.key)::text`,
  min: sql`trim_scale(min(r.key::numeric))::text`,
  max: sql`trim_scale(max(r.key::numeric))::text`,
  'first-rep': sql`count(*)::text`,
  'first-tenant': sql`count(*)::text`,
};

const statement = (
  tenant: string,
  kind: Kind,
  level: MetricLevel,
  asked: readonly MetricRange[],
  population: Population,
  reps: readonly string[] | undefined,
): SQL => {
  const indexes = asked.map((_, index) => index);
  const first = kind === 'first-rep' || kind === 'first-tenant';
  const names = [...new Set(asked.map((range) => range.metric))];
  const scope = kind === 'first-rep' ? sql`metric, rep_id, key` : sql`metric, key`;
  // The first appearance of a key is looked for in all time, and only then asked whether it falls into the range.
  const source = first
    ? sql`(select distinct on (${scope}) * from rollup
        where tenant_id = ${tenant} and metric = any(${column(names, 'text')}) order by ${scope}, first_order)`
    : sql`rollup`;
  const lastAt = first ? sql`max(substr(r.first_order, 1, 24)::timestamptz)` : sql`max(r.last_at)`;
  return sql`
    with asked as (select * from unnest(${column(indexes, 'integer')}, ${column(
      asked.map((a) => a.metric),
      'text',
    )},
      ${column(
        asked.map((a) => a.range.from ?? '-infinity'),
        'date',
      )}, ${column(
        asked.map((a) => a.range.to),
        'date',
      )})
      as given (index, metric, from_day, to_day))
    select asked.index as asked, answered.subject, answered.value, ${epochMs('answered.last_at')} as "lastAt"
    from asked cross join lateral (
      select ${SUBJECT[level]} as subject, ${VALUE[kind]} as value, ${lastAt} as last_at
      from ${source} r ${creditLines(level, population)}
      where r.tenant_id = ${tenant} and r.metric = asked.metric and r.day >= asked.from_day and r.day < asked.to_day
        ${reps && level === 'rep' ? sql`and r.rep_id = any(${column(reps, 'text')})` : sql``}
      group by 1) answered`;
};
