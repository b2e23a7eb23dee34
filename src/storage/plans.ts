import { sql } from 'drizzle-orm';
import { column, given, isoText, portions } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** A published version of a plan. */
export type PlanVersionRow = Readonly<{ planCode: string; version: string; documents: unknown }>;

/**
 * Marks the master data as changed. No two marks are alike, so that one which is rolled back never names another state.
 */
export const markMasterData = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(sql`
    insert into tenant (tenant_id, name, master_data) values (${tenant}, ${tenant}, gen_random_uuid())
    on conflict (tenant_id) do update set master_data = excluded.master_data`);
};

/** Records a tenant, if it is not there yet. */
export const ensureTenant = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(
    sql`insert into tenant (tenant_id, name) values (${tenant}, ${tenant}) on conflict do nothing`,
  );
};

/** What a tenant is called; undefined where there is none. */
export const tenantName = async (tx: Queryable, tenant: string): Promise<string | undefined> => {
  const [row] = await rowsOf<{ name: string }>(tx, sql`select name from tenant where tenant_id = ${tenant}`);
  return row?.name;
};

/** Says what a tenant is called. */
export const nameTenant = async (tx: Queryable, tenant: string, name: string): Promise<void> => {
  await tx.execute(sql`update tenant set name = ${name} where tenant_id = ${tenant}`);
};

/** Publishes a version of a plan; the one that is in force already stays as it is, and gives false. */
export const appendPlanVersion = async (
  tx: Queryable,
  tenant: string,
  plan: PlanVersionRow,
  actor: string,
): Promise<boolean> => {
  const current = await currentPlan(tx, tenant);
  if (current?.version === plan.version && current.planCode === plan.planCode) return false;
  await tx.execute(sql`
    insert into plan_version (tenant_id, publication, plan_code, version, documents, published_by)
    select ${tenant}, coalesce(max(publication), 0) + 1, ${plan.planCode}, ${plan.version},
      ${JSON.stringify(plan.documents)}::jsonb, ${actor}
    from plan_version where tenant_id = ${tenant}`);
  return true;
};

/** The plan version published last. */
export const currentPlan = async (tx: Queryable, tenant: string): Promise<PlanVersionRow | undefined> => {
  const [row] = await rowsOf<PlanVersionRow>(
    tx,
    sql`
    select plan_code as "planCode", version, documents from plan_version where tenant_id = ${tenant}
    order by publication desc limit 1`,
  );
  return row;
};

/** What is in force of a tenant, without the documents: its plan, and the mark of its master data. */
export type InForce = Readonly<{ version: string | null; masterData: string }>;

export const inForce = async (tx: Queryable, tenant: string): Promise<InForce> => {
  const [row] = await rowsOf<InForce>(
    tx,
    sql`
    select (select version from plan_version where tenant_id = ${tenant} order by publication desc limit 1),
      coalesce((select master_data from tenant where tenant_id = ${tenant}), '') as "masterData"`,
  );
  return row ?? { version: null, masterData: '' };
};

/** A publication, with the number of its rules in place of its documents. */
export type PublicationRow = Readonly<{
  publication: number;
  code: string;
  version: string;
  publishedAt: string;
  publishedBy: string;
  rules: number;
}>;

/** Publications, the latest first, from before one of them. */
export const publicationsBefore = (
  tx: Queryable,
  tenant: string,
  before: number | undefined,
  limit: number,
): Promise<PublicationRow[]> =>
  rowsOf<PublicationRow>(
    tx,
    sql`
    select publication, plan_code as code, version, ${isoText('published_at')} as "publishedAt",
      published_by as "publishedBy", jsonb_array_length(documents->'rules') as rules
    from plan_version
    where tenant_id = ${tenant} ${before === undefined ? sql`` : sql`and publication < ${before}`}
    order by publication desc limit ${limit}`,
  );

/** The codes of all plans that were ever published, the one in force first. */
export const publishedPlanCodes = async (tx: Queryable, tenant: string): Promise<string[]> => {
  const rows = await rowsOf<{ code: string }>(
    tx,
    sql`
    select plan_code as code from plan_version where tenant_id = ${tenant}
    group by plan_code order by max(publication) desc`,
  );
  return rows.map(({ code }) => code);
};

export type TargetRow = Readonly<{
  subjectId: string;
  subjectKind: string;
  metric: string;
  period: string;
  tier: string;
  amount: string;
}>;

export const saveTargets = async (
  tx: Queryable,
  tenant: string,
  targets: readonly TargetRow[],
): Promise<void> => {
  for (const rows of portions(targets)) {
    await tx.execute(sql`
      insert into target (tenant_id, subject_id, subject_kind, metric, period, tier, amount)
      select ${tenant}, given.* from ${given(rows, [
        ['c1', 'text', (r) => r.subjectId],
        ['c2', 'text', (r) => r.subjectKind],
        ['c3', 'text', (r) => r.metric],
        ['c4', 'text', (r) => r.period],
        ['c5', 'text', (r) => r.tier],
        ['c6', 'numeric', (r) => r.amount],
      ])}
      on conflict (tenant_id, subject_id, metric, period, tier) do update set amount = excluded.amount`);
  }
};

/** Removes those of the targets that there are. */
export const removeTargets = async (
  tx: Queryable,
  tenant: string,
  targets: readonly Omit<TargetRow, 'amount'>[],
): Promise<void> => {
  if (targets.length === 0) return;
  await tx.execute(sql`
    delete from target t using ${given(targets, [
      ['subject_id', 'text', (r) => r.subjectId],
      ['metric', 'text', (r) => r.metric],
      ['period', 'text', (r) => r.period],
      ['tier', 'text', (r) => r.tier],
    ])}
    where t.tenant_id = ${tenant} and t.subject_id = given.subject_id and t.metric = given.metric
      and t.period = given.period and t.tier = given.tier`);
};

/** The targets given to all subjects, or to some. */
export const loadTargets = (
  tx: Queryable,
  tenant: string,
  subjects?: readonly string[],
): Promise<TargetRow[]> =>
  rowsOf<TargetRow>(
    tx,
    sql`
    select subject_id as "subjectId", subject_kind as "subjectKind", metric, period, tier,
      trim_scale(amount)::text as amount from target
    where tenant_id = ${tenant} ${subjects ? sql`and subject_id = any(${column(subjects, 'text')})` : sql``}
    order by subject_id, metric, period, tier`,
  );
