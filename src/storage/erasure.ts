import { type SQL, sql } from 'drizzle-orm';
import type { Credit } from '../domain/activities/stored-activity.ts';
import type { ErasableActivity } from '../domain/personal-data/erase-activity.ts';
import { column, epochMs } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

// History is overwritten by the functions of the migrations alone, which reach no figure.

/** Calls one of them for some rows. */
const eraseBy = async (
  tx: Queryable,
  tenant: string,
  what: 'activities' | 'traces' | 'audit' | 'plans' | 'settlements' | 'proposals',
  rows: readonly object[],
): Promise<void> => {
  if (rows.length === 0) return;
  const erase = sql.raw(`laurel_erase_${what}`);
  await tx.execute(sql`select ${erase}(${tenant}, ${JSON.stringify(rows)}::jsonb)`);
};

/** Whether one of the texts stands in what an expression gives, also as JSON writes it. */
export const holds = (expression: string, needles: readonly string[]): SQL => {
  const written = needles.flatMap((each) => [each, JSON.stringify(each).slice(1, -1)]);
  return sql`exists (select from unnest(${column([...new Set(written)], 'text')}) needle
    where strpos(${sql.raw(expression)}, needle) > 0)`;
};

/** An activity that may have to be erased; of a correction with the type, day and credits of its original. */
export type ActivityToErase = ErasableActivity &
  Readonly<{ day: string; credits: readonly Credit[]; isOwn: boolean }>;

const ACTIVITY_COLUMNS = sql`a.activity_id as id, coalesce(o.type, a.type) as type, a.source,
  a.external_id as "externalId", ${epochMs('a.time')} as time, coalesce(o.day, a.day)::text as day,
  coalesce(o.credits, a.credits) as credits, a.data,
  a.correction, a.canonical_order as "order", a.personal`;

const WITH_ORIGINAL = sql`activity a
  left join activity o on o.tenant_id = a.tenant_id and o.activity_id = a.corrects_id`;

/** Activities of a rep, corrections included, and whatever else names the rep in its texts, by id after one of them. */
export const activitiesNaming = (
  tx: Queryable,
  tenant: string,
  { rep, needles }: Readonly<{ rep: string; needles: readonly string[] }>,
  after: string,
  limit: number,
): Promise<ActivityToErase[]> =>
  rowsOf<ActivityToErase>(
    tx,
    sql`
    select * from (
      select ${ACTIVITY_COLUMNS}, (a.rep_id = ${rep} or coalesce(o.rep_id = ${rep}, false)) as "isOwn"
      from ${WITH_ORIGINAL} where a.tenant_id = ${tenant} and a.activity_id > ${after}) a
    where "isOwn" or ${holds(`"externalId" || ' ' || data::text || ' ' || coalesce(correction::text, '')`, needles)}
    order by id limit ${limit}`,
  );

/** Activities before a day that still hold positions or photos. */
export const personalActivitiesBefore = (
  tx: Queryable,
  tenant: string,
  day: string,
  limit: number,
): Promise<ActivityToErase[]> =>
  rowsOf<ActivityToErase>(
    tx,
    sql`
    select ${ACTIVITY_COLUMNS}, false as "isOwn" from ${WITH_ORIGINAL}
    where a.tenant_id = ${tenant} and a.personal and a.day < ${day}::date order by a.day limit ${limit}`,
  );

export const eraseActivities = (
  tx: Queryable,
  tenant: string,
  activities: readonly ErasableActivity[],
): Promise<void> =>
  eraseBy(
    tx,
    tenant,
    'activities',
    activities.map(({ id, data, correction, externalId, order, personal }) => ({
      id,
      data,
      correction,
      external_id: externalId,
      canonical_order: order,
      personal,
    })),
  );

/** What names a person, and how that is erased from a row. */
export type PersonSought = Readonly<{
  code: string;
  needles: readonly string[];
  eraseJson(value: unknown): unknown;
}>;

/** Rows without the person; those that turn out not to name the person stay as they are. */
const erased = <Row extends object>(rows: readonly Row[], { eraseJson }: PersonSought): Row[] =>
  rows.flatMap((row) => {
    const bare = eraseJson(row) as Row;
    return JSON.stringify(bare) === JSON.stringify(row) ? [] : bare;
  });

/** Erases a person's names from the traces of awards, whose hashes stay as they were sealed; gives how many. */
export const eraseTraces = async (tx: Queryable, tenant: string, sought: PersonSought): Promise<number> => {
  const { code, needles } = sought;
  // A member of a pool stands there by code, however short it is.
  const member = `"member": ${JSON.stringify(code)}`;
  const rows = await rowsOf<{ award: string; revision: number; trace: unknown }>(
    tx,
    sql`
    select award_id as award, revision, trace from award
    where tenant_id = ${tenant} and ${holds('trace::text', [...needles, member])}`,
  );
  const bare = erased(rows, sought);
  await eraseBy(tx, tenant, 'traces', bare);
  return bare.length;
};

/** Erases a person's names from the audit, from who published and settled, and from what was proposed and decided. */
export const eraseRecords = async (tx: Queryable, tenant: string, sought: PersonSought): Promise<void> => {
  const needles = [...sought.needles, sought.code];
  const audit = await rowsOf<{ id: string; actor: string; subject: string; details: unknown }>(
    tx,
    sql`
    select audit_id as id, actor, subject, details from audit
    where tenant_id = ${tenant} and ${holds(`actor || ' ' || subject || ' ' || details::text`, needles)}`,
  );
  await eraseBy(tx, tenant, 'audit', erased(audit, sought));
  const plans = await rowsOf<{ publication: number; documents: unknown; actor: string }>(
    tx,
    sql`
    select publication, documents, published_by as actor from plan_version
    where tenant_id = ${tenant} and ${holds(`published_by || ' ' || documents::text`, needles)}`,
  );
  await eraseBy(tx, tenant, 'plans', erased(plans, sought));
  const settlements = await rowsOf<{ period: string; calculation: number; actor: string }>(
    tx,
    sql`
    select period, calculation, calculated_by as actor from settlement
    where tenant_id = ${tenant} and ${holds('calculated_by', needles)}`,
  );
  await eraseBy(tx, tenant, 'settlements', erased(settlements, sought));
  const said = `concat_ws(' ', content::text, maker, reason, checker, words)`;
  const proposals = await rowsOf<{ id: string; content: unknown; maker: string }>(
    tx,
    sql`
    select proposal_id as id, content, maker, reason, checker, words from proposal
    where tenant_id = ${tenant} and ${holds(said, needles)}`,
  );
  await eraseBy(tx, tenant, 'proposals', erased(proposals, sought));
};

/** Erases a person's names from what jobs were given and what came of them, and forgets answers that hold them. */
export const eraseJobsAndAnswers = async (
  tx: Queryable,
  tenant: string,
  sought: PersonSought,
): Promise<void> => {
  const { code, needles } = sought;
  const said = `concat_ws(' ', input::text, result::text, problem::text, actor::text)`;
  const jobs = await rowsOf<Readonly<{ id: string }>>(
    tx,
    sql`
    select job_id as id, input, result, problem, actor from job
    where tenant_id = ${tenant} and ${holds(said, [...needles, `": ${JSON.stringify(code)}`])}`,
  );
  await tx.execute(sql`
    update job j set input = g.input, result = nullif(g.result, 'null'), problem = nullif(g.problem, 'null'), actor = g.actor
    from jsonb_to_recordset(${JSON.stringify(erased(jobs, sought))}::jsonb)
      as g (id text, input jsonb, result jsonb, problem jsonb, actor jsonb)
    where j.tenant_id = ${tenant} and j.job_id = g.id`);
  await tx.execute(sql`
    delete from idempotency_key
    where tenant_id = ${tenant} and ${holds(`concat_ws(' ', key, location, body)`, [...needles, code])}`);
};

/** Puts neutral words in the place of who a rep was; the days, the league and what figures rest on stay. */
export const eraseRep = async (
  tx: Queryable,
  tenant: string,
  rep: Readonly<{
    id: string;
    code: string;
    name: string;
    attributes: Readonly<Record<string, string>>;
    sortsAfter: string | null;
  }>,
): Promise<void> => {
  await tx.execute(sql`
    update rep set code = rep_id, name = ${rep.name}, employee_no = null, erased_at = clock_timestamp(),
      sorts_after = ${rep.sortsAfter}, attributes = ${JSON.stringify(rep.attributes)}::jsonb
    where tenant_id = ${tenant} and rep_id = ${rep.id}`);
  await tx.execute(sql`
    update team set manager_code = ${rep.id} where tenant_id = ${tenant} and manager_code = ${rep.code}`);
};

/** Erases a person's names from the names and attributes of teams, outlets and products. */
export const eraseFromNames = async (tx: Queryable, tenant: string, sought: PersonSought): Promise<void> => {
  const { needles } = sought;
  for (const table of ['team', 'outlet', 'product'] as const) {
    const [name, id] = [sql.raw(table), sql.raw(`${table}_id`)];
    const attributes = table === 'team' ? sql`'{}'::jsonb` : sql`attributes`;
    const said = table === 'team' ? 'name' : `name || ' ' || attributes::text`;
    const rows = await rowsOf<Readonly<{ id: string }>>(
      tx,
      sql`
      select ${id} as id, name, ${attributes} as attributes from ${name}
      where tenant_id = ${tenant} and ${holds(said, needles)}`,
    );
    if (rows.length === 0) continue;
    await tx.execute(sql`
      update ${name} t set name = g.name ${table === 'team' ? sql`` : sql`, attributes = g.attributes`}
      from jsonb_to_recordset(${JSON.stringify(erased(rows, sought))}::jsonb) as g (id text, name text, attributes jsonb)
      where t.tenant_id = ${tenant} and t.${id} = g.id`);
  }
};

/** Whether files wait to be imported: who they name cannot be told before. */
export const importUnderWay = async (tx: Queryable, tenant: string): Promise<boolean> => {
  const rows = await rowsOf(
    tx,
    sql`
    select job_id from job
    where tenant_id = ${tenant} and kind = 'import-data' and status in ('queued', 'running') limit 1`,
  );
  return rows.length > 0;
};

/** The documents of the plan in force, where one of the texts stands in them. */
export const planHolding = async (
  tx: Queryable,
  tenant: string,
  needles: readonly string[],
): Promise<unknown> => {
  const [row] = await rowsOf<{ documents: unknown }>(
    tx,
    sql`
    select documents from (
      select documents from plan_version where tenant_id = ${tenant} order by publication desc limit 1) plan
    where ${holds('documents::text', needles)}`,
  );
  return row?.documents;
};
