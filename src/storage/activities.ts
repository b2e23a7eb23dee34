import { type SQL, sql } from 'drizzle-orm';
import type { AttributeValue, Correction } from '../domain/activities/activity.ts';
import type { Credit } from '../domain/activities/stored-activity.ts';
import { compareText } from '../domain/compare-text.ts';
import { column, epochMs, given, instantOf, lookedUp, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import { isTaken, Superseded } from './retry.ts';

/** An activity as stored: ids in place of codes. A correction has `correctsId` and `correction`. */
export type ActivityRow = Readonly<{
  id: string;
  source: string;
  externalId: string;
  type: string;
  time: number;
  day: string;
  order: string;
  repId: string;
  credits: readonly Credit[];
  outletId: string | null;
  productId: string | null;
  data: Readonly<Record<string, AttributeValue>>;
  correctsId: string | null;
  correction: Correction | null;
  contentHash: string;
  /** Whether it holds values of attributes declared personal. */
  personal: boolean;
}>;

/**
 * Appends activities, none of which may be stored. They go in by the order of their ids, so that two batches with the same
 * ones cannot wait for each other. `backfill` says that their delivery fills up the past.
 * @throws Superseded when one was stored in the meantime.
 */
export const appendActivities = async (
  tx: Queryable,
  tenant: string,
  activities: readonly ActivityRow[],
  backfill = false,
): Promise<void> => {
  const inOrder = [...activities].sort((a, b) => compareText(a.id, b.id));
  for (const rows of portions(inOrder)) {
    const appending = tx.execute(sql`
      insert into activity (tenant_id, activity_id, source, external_id, type, time, day, canonical_order, rep_id,
        credits, outlet_id, product_id, data, corrects_id, correction, content_hash, personal, backfill)
      select ${tenant}, id, source, external_id, type, ${instantOf('time')}, day, canonical_order, rep_id,
        coalesce(credits, '[{"rep":"' || rep_id || '","share":"1"}]')::jsonb, outlet_id, product_id, data::jsonb, corrects_id, correction::jsonb, content_hash,
        personal, ${backfill}::boolean
      from ${given(rows, [
        ['id', 'text', (r) => r.id],
        ['source', 'text', (r) => r.source],
        ['external_id', 'text', (r) => r.externalId],
        ['type', 'text', (r) => r.type],
        ['time', 'bigint', (r) => r.time],
        ['day', 'date', (r) => r.day],
        ['canonical_order', 'text', (r) => r.order],
        ['rep_id', 'text', (r) => r.repId],
        ['credits', 'json', (r) => (isWhole(r) ? null : r.credits)],
        ['outlet_id', 'text', (r) => r.outletId],
        ['product_id', 'text', (r) => r.productId],
        ['data', 'json', (r) => r.data],
        ['corrects_id', 'text', (r) => r.correctsId],
        ['correction', 'json', (r) => r.correction],
        ['content_hash', 'text', (r) => r.contentHash],
        ['personal', 'boolean', (r) => r.personal],
      ])}`);
    // With “on conflict” every row would be written as one that may be taken back.
    await appending.catch((error: unknown) => {
      throw isTaken(error, 'activity') ? new Superseded('An activity') : error;
    });
  }
};

/** Whether the whole credit is the subject's own, as of nearly all activities. */
const isWhole = ({ repId, credits: [first, ...others] }: ActivityRow): boolean =>
  others.length === 0 && first?.rep === repId && first.share === '1';

/** Activities by their ids, as the table `a`. */
const byId = (tenant: string, ids: readonly string[]): SQL =>
  lookedUp(ids, sql`select * from activity where tenant_id = ${tenant} and activity_id = wanted.key`, 'a');

/** The corrections of some originals, as the table `c`. */
const correctionsOf = (tenant: string, originals: readonly string[]): SQL =>
  lookedUp(
    originals,
    sql`select * from activity where tenant_id = ${tenant} and corrects_id = wanted.key`,
    'c',
  );

/** What tells a delivered activity from a stored one of the same identity. */
export type StoredIdentity = Readonly<{ contentHash: string; isCorrection: boolean }>;

/** What is stored under some ids: activities, and those of the ids that corrections wait for or correct. */
export type StoredIdentities = Readonly<{
  stored: ReadonlyMap<string, StoredIdentity>;
  corrected: ReadonlySet<string>;
}>;

export const storedIdentities = async (
  tx: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<StoredIdentities> => {
  const stored = new Map<string, StoredIdentity>();
  const corrected = new Set<string>();
  for (const some of portions(ids)) {
    const rows = await rowsOf<
      { id: string; isCorrected: boolean } & (StoredIdentity | { contentHash: null })
    >(
      tx,
      sql`
      select id, content_hash as "contentHash", is_correction as "isCorrection", is_corrected as "isCorrected"
      from ${lookedUp(
        some,
        sql`
        select wanted.key as id, a.content_hash, a.corrects_id is not null as is_correction,
          exists (select from activity c where c.tenant_id = ${tenant} and c.corrects_id = wanted.key) as is_corrected
        from (select) once left join activity a on a.tenant_id = ${tenant} and a.activity_id = wanted.key`,
        'known',
      )}
      where content_hash is not null or is_corrected`,
    );
    for (const { id, isCorrected, ...identity } of rows) {
      if (identity.contentHash !== null) stored.set(id, identity);
      if (isCorrected) corrected.add(id);
    }
  }
  return { stored, corrected };
};

/** An original with its corrections, the last by (time, source, id) first, whether or not they fit it. */
export type CorrectedRow = ActivityRow & Readonly<{ corrections: readonly Correction[] }>;

/** Originals with their corrections, in canonical order unless another is given. `source` gives activities as `a`. */
export const selectOriginals = async (
  tx: Queryable,
  tenant: string,
  where: SQL,
  { order = sql`a.canonical_order`, source = sql`activity a` }: Readonly<{ order?: SQL; source?: SQL }> = {},
): Promise<CorrectedRow[]> => {
  const rows = await rowsOf<ActivityRow>(
    tx,
    sql`
    select a.activity_id as id, a.source, a.external_id as "externalId", a.type, ${epochMs('a.time')} as time,
      a.day::text as day, a.canonical_order as "order", a.rep_id as "repId", a.credits, a.outlet_id as "outletId",
      a.product_id as "productId", a.data, null as "correctsId", null as correction, a.content_hash as "contentHash",
      a.personal
    from ${source}
    where a.tenant_id = ${tenant} and a.corrects_id is null and ${where}
    order by ${order}`,
  );
  const corrections = await loadCorrections(
    tx,
    tenant,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, corrections: corrections.get(row.id) ?? [] }));
};

/** The corrections of originals by their id, the last first; few originals have any. */
const loadCorrections = async (
  tx: Queryable,
  tenant: string,
  originals: readonly string[],
): Promise<Map<string, Correction[]>> => {
  const corrections = new Map<string, Correction[]>();
  for (const some of portions(originals)) {
    const rows = await rowsOf<{ original: string; correction: Correction }>(
      tx,
      sql`
      select c.corrects_id as original, c.correction from ${correctionsOf(tenant, some)}
      order by c.canonical_order desc`,
    );
    for (const { original, correction } of rows) {
      const own = corrections.get(original) ?? [];
      own.push(correction);
      corrections.set(original, own);
    }
  }
  return corrections;
};

export const originalsById = (
  tx: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<CorrectedRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : selectOriginals(tx, tenant, sql`true`, { source: byId(tenant, ids) });

/**
 * Activities that credit one of the reps, as first said or as any correction has it; the columns are those of `a`. A list
 * of shares is looked through only where it has several.
 */
export const everCredits = (tenant: string, reps: readonly string[]): SQL => {
  const any = sql`any(${column(reps, 'text')})`;
  return sql`(a.rep_id = ${any} or a.credits->0->>'rep' = ${any}
    or jsonb_array_length(a.credits) > 1
      and exists (select from jsonb_array_elements(a.credits) credit where credit->>'rep' = ${any})
    or a.activity_id in (select c.corrects_id from activity c
      where c.tenant_id = ${tenant} and c.correction ? 'subject' and c.correction->>'subject' = ${any}))`;
};

/** Originals of a range of days (to excluded) that credit one of the reps, or ever did; of the types given, or of all. */
export const originalsOfDays = (
  tx: Queryable,
  tenant: string,
  range: Readonly<{ from: string; to: string }>,
  reps: readonly string[] | undefined,
  types?: readonly string[],
): Promise<CorrectedRow[]> =>
  selectOriginals(
    tx,
    tenant,
    sql`a.day >= ${range.from}::date and a.day < ${range.to}::date
      ${types ? sql`and a.type = any(${column(types, 'text')})` : sql``} ${reps ? sql`and ${everCredits(tenant, reps)}` : sql``}`,
  );

/** Originals of some days that credit one of the reps, or ever did. */
export const originalsOnDays = (
  tx: Queryable,
  tenant: string,
  days: readonly string[],
  reps: readonly string[],
): Promise<CorrectedRow[]> =>
  selectOriginals(tx, tenant, sql`a.day = any(${column(days, 'date')}) and ${everCredits(tenant, reps)}`);

/** The first and last day of which there are activities. */
export const activityDays = async (
  tx: Queryable,
  tenant: string,
): Promise<{ first: string; last: string } | undefined> => {
  const [row] = await rowsOf<{ first: string | null; last: string | null }>(
    tx,
    sql`
    select min(day)::text as first, max(day)::text as last from activity where tenant_id = ${tenant} and corrects_id is null`,
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
};

/** The last day of which there is an activity of a rep. */
export const lastActivityDay = async (
  tx: Queryable,
  tenant: string,
  rep: string,
): Promise<string | undefined> => {
  const [row] = await rowsOf<{ day: string }>(
    tx,
    sql`
    select day::text as day from activity where tenant_id = ${tenant} and rep_id = ${rep}
    order by activity.day desc limit 1`,
  );
  return row?.day;
};

/** Source and external id by internal id, for those who show evidence to people. */
export const externalIds = async (
  tx: Queryable,
  tenant: string,
  ids: readonly string[],
): Promise<Map<string, { source: string; id: string }>> => {
  const found = new Map<string, { source: string; id: string }>();
  for (const some of portions(ids)) {
    const rows = await rowsOf<{ id: string; source: string; externalId: string }>(
      tx,
      sql`
      select a.activity_id as id, a.source, a.external_id as "externalId" from ${byId(tenant, some)}`,
    );
    for (const row of rows) found.set(row.id, { source: row.source, id: row.externalId });
  }
  return found;
};
