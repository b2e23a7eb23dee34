import { type SQL, sql } from 'drizzle-orm';
import type { Span } from '../domain/calendar/window-of-day.ts';
import { column, given } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** The awards of one rule in one of its windows. */
export type RuleWindow = Readonly<{ rule: string; window: string }>;

const isNoneOf = (except: readonly RuleWindow[]): SQL => sql`not exists (
  select from ${given(except, [
    ['rule', 'text', (each) => each.rule],
    ['label', 'text', (each) => each.window],
  ])} where given.rule = a.rule_code and given.label = a.window_label)`;

/** Whether no later revision of the head takes the award back; only grants have lines. */
const isLatest = (tenant: string): SQL => sql`not exists (
  select from award later
  where later.tenant_id = ${tenant} and later.award_id = a.award_id and later.revision > a.revision)`;

/** The live awards a filter selects, but for those of some rules in some windows. `a` is the award table. */
const liveAwardsBut = (tenant: string, except: readonly RuleWindow[], where: SQL): SQL => sql`
  (select * from (
    select distinct on (a.award_id) a.award_id, a.revision, a.kind, a.rule_code, a.recipient_id, a.day
    from award a
    where a.tenant_id = ${tenant} and ${where} and ${isNoneOf(except)}
    order by a.award_id, a.revision desc) latest
  where kind = 'granted')`;

const during = ({ from, to }: Span): SQL =>
  sql`a.day >= ${from ?? '-infinity'}::date and a.day < ${to ?? 'infinity'}::date`;

/** How many of each of these prizes live awards have granted. */
export const prizesGranted = (
  tx: Queryable,
  tenant: string,
  prizes: readonly string[],
  except: readonly RuleWindow[],
): Promise<{ item: string; units: string }[]> =>
  rowsOf(
    tx,
    sql`
    select l.item, sum(l.amount_minor)::text as units
    from award_line l join award a on a.tenant_id = ${tenant} and a.award_id = l.award_id and a.revision = l.revision
    where l.tenant_id = ${tenant} and l.medium = 'goods' and l.item = any(${column(prizes, 'text')})
      and ${isLatest(tenant)} and ${isNoneOf(except)}
    group by l.item`,
  );

/** The cash, in minor units, that live awards of all rules have granted on each day of a span. */
export const cashGranted = (
  tx: Queryable,
  tenant: string,
  range: Span,
  except: readonly RuleWindow[],
): Promise<{ day: string; amountMinor: string }[]> =>
  rowsOf(
    tx,
    sql`
    select live.day::text as day, sum(l.amount_minor)::text as "amountMinor"
    from ${liveAwardsBut(tenant, except, during(range))} live
    join award_line l on l.tenant_id = ${tenant} and l.award_id = live.award_id and l.revision = live.revision
    where l.medium = 'cash'
    group by live.day`,
  );

/** Awards of a rule to one recipient on one day, added up: how many, and the amounts of each reward line. */
export type CountedAwards = Readonly<{
  rule: string;
  recipient: string;
  day: string;
  count: number;
  lines: readonly Readonly<{ index: number; amountMinor: string }>[];
}>;

/** Counts the live awards of some rules during a span, those to some recipients left out. */
export const awardsCounted = (
  tx: Queryable,
  tenant: string,
  rules: readonly string[],
  range: Span,
  exceptRecipients: readonly string[],
): Promise<CountedAwards[]> => {
  const where = sql`a.rule_code = any(${column(rules, 'text')}) and ${during(range)}
    and not a.recipient_id = any(${column(exceptRecipients, 'text')})`;
  return rowsOf(
    tx,
    sql`
    with live as ${liveAwardsBut(tenant, [], where)},
    counted as (
      select rule_code, recipient_id, day, count(*)::integer as count from live group by 1, 2, 3),
    added as (
      select rule_code, recipient_id, day, l.line, sum(l.amount_minor)::text as amount
      from live join award_line l on l.tenant_id = ${tenant} and l.award_id = live.award_id and l.revision = live.revision
      group by 1, 2, 3, 4)
    select c.rule_code as rule, c.recipient_id as recipient, c.day::text as day, c.count, coalesce(
      (select json_agg(json_build_object('index', line, 'amountMinor', amount)) from added a
        where a.rule_code = c.rule_code and a.recipient_id = c.recipient_id and a.day = c.day), '[]') as lines
    from counted c`,
  );
};
