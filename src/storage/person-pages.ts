import { type SQL, sql } from 'drizzle-orm';
import { everCredits } from './activities.ts';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';
import { holds } from './erasure.ts';

// Pages of what is held of a person, as JSON rows in the order of a key, each from after the last one of the page before.

/** Whom pages are about: a rep by internal id and code, and the texts that name the person wherever they stand. */
export type PersonAsked = Readonly<{ id: string; code: string; needles: readonly string[] }>;

/** Rows of a page, each with its key. */
export type KeyedRow = Readonly<{ key: string; row: Readonly<Record<string, unknown>> }>;

export type PersonPage = (
  tx: Queryable,
  tenant: string,
  person: PersonAsked,
  after: string,
  limit: number,
) => Promise<KeyedRow[]>;

const page =
  (select: (tenant: string, person: PersonAsked) => SQL): PersonPage =>
  (tx, tenant, person, after, limit) =>
    rowsOf<KeyedRow>(
      tx,
      sql`
      select key, row from (${select(tenant, person)}) held
      where key collate "C" > ${after} order by key collate "C" limit ${limit}`,
    );

const named = (expression: string, { code, needles }: PersonAsked): SQL =>
  holds(expression, [...needles, `": ${JSON.stringify(code)}`]);

const MEMBERSHIPS = page(
  (tenant, { id }) => sql`
  select from_day::text as key, jsonb_build_object('team', t.code, 'from', from_day, 'to', to_day) as row
  from membership m left join team t on t.tenant_id = m.tenant_id and t.team_id = m.team_id
  where m.tenant_id = ${tenant} and m.rep_id = ${id}`,
);

const TEAMS = page(
  (tenant, person) => sql`
  select code as key, jsonb_build_object('code', code, 'name', name, 'manager', manager_code) as row from team
  where tenant_id = ${tenant} and (manager_code = ${person.code} or ${named('name', person)})`,
);

const TARGETS = page(
  (tenant, { id }) => sql`
  select metric || ' ' || period || ' ' || tier as key,
    jsonb_build_object('metric', metric, 'period', period, 'tier', tier, 'amount', trim_scale(amount)::text) as row
  from target where tenant_id = ${tenant} and subject_id = ${id}`,
);

const items = (table: 'outlet' | 'product') =>
  page(
    (tenant, person) => sql`
    select code as key, jsonb_build_object('code', code, 'name', name, 'attributes', attributes) as row
    from ${sql.raw(table)} where tenant_id = ${tenant}
      and (${table === 'outlet' ? sql`rep_id = ${person.id} or` : sql``} ${named(`name || ' ' || attributes::text`, person)})`,
  );

/** What credits the rep, or corrects that, or names the person; by day, so that an index leads through a long history. */
const activities: PersonPage = (tx, tenant, person, after, limit) => {
  const [day, id = ''] = after.split(' ');
  return rowsOf<KeyedRow>(
    tx,
    sql`
    select day::text || ' ' || activity_id as key, jsonb_build_object('activity', activity_id, 'source', source,
      'id', external_id, 'type', type, 'time', ${isoText('time')}, 'subject', coalesce(rep_code, rep_id),
      'credits', credits, 'outlet', outlet_code, 'product', product_code, 'data', data, 'corrects', corrects_id,
      'correction', correction, 'recordedAt', ${isoText('recorded_at')}) as row
    from (
      select a.*, r.code as rep_code, o.code as outlet_code, p.code as product_code
      from activity a
      left join rep r on r.tenant_id = a.tenant_id and r.rep_id = a.rep_id
      left join outlet o on o.tenant_id = a.tenant_id and o.outlet_id = a.outlet_id
      left join product p on p.tenant_id = a.tenant_id and p.product_id = a.product_id
      where a.tenant_id = ${tenant} ${day ? sql`and a.day >= ${day}::date and (a.day, a.activity_id) > (${day}::date, ${id})` : sql``}
        and (${everCredits(tenant, [person.id])} or a.correction->>'subject' = ${person.id}
          or exists (select from activity original where original.tenant_id = ${tenant}
            and original.activity_id = a.corrects_id and original.rep_id = ${person.id})
          or ${holds(`a.external_id || ' ' || a.data::text || ' ' || coalesce(a.correction::text, '')`, person.needles)})
      order by a.day, a.activity_id limit ${limit}) held
    order by day, activity_id`,
  );
};

const awards = (which: (person: PersonAsked) => SQL) =>
  page(
    (tenant, person) => sql`
    select a.award_id || ' ' || lpad(a.revision::text, 9, '0') as key, jsonb_build_object('award', a.award_id,
      'revision', a.revision, 'kind', a.kind, 'rule', a.rule_code, 'version', a.rule_version,
      'window', a.window_label, 'payPeriod', a.pay_period, 'time', ${isoText('a.occurred_at')}, 'day', a.day,
      'evidence', a.evidence, 'why', a.trace,
      'lines', (select coalesce(jsonb_agg(jsonb_build_object('medium', l.medium, 'payer', l.payer,
        'amountMinor', l.amount_minor::text, 'currency', l.currency, 'item', l.item) order by l.line), '[]')
        from award_line l
        where l.tenant_id = a.tenant_id and l.award_id = a.award_id and l.revision = a.revision)) as row
    from award a where a.tenant_id = ${tenant} and ${which(person)}`,
  );

/** Of the awards of others no more than why: those who share a pool stand there with their parts. */
const AWARDS_NAMING = page(
  (tenant, person) => sql`
  select a.award_id || ' ' || lpad(a.revision::text, 9, '0') as key,
    jsonb_build_object('award', a.award_id, 'rule', a.rule_code, 'window', a.window_label, 'why', a.trace) as row
  from award a where a.tenant_id = ${tenant} and a.recipient_id <> ${person.id} and ${named('a.trace::text', person)}`,
);

const TRANSFERS = page(
  (tenant, { id }) => sql`
  select t.transfer_id as key, jsonb_build_object('transfer', t.transfer_id, 'kind', t.kind, 'from', t.from_account,
    'to', t.to_account, 'amountMinor', t.amount_minor::text, 'currency', t.currency, 'award', t.award_id,
    'time', ${isoText('t.occurred_at')}, 'recordedAt', ${isoText('t.recorded_at')}) as row
  from transfer t where t.tenant_id = ${tenant} and t.award_id in (
    select award_id from award where tenant_id = ${tenant} and recipient_id = ${id})`,
);

const LIVE = sql`a.kind = 'granted' and not exists (select from award later where later.tenant_id = a.tenant_id
  and later.award_id = a.award_id and later.revision > a.revision)`;

const LINES = sql`award a join award_line l on l.tenant_id = a.tenant_id and l.award_id = a.award_id
  and l.revision = a.revision`;

const STATEMENTS = page(
  (tenant, { id }) => sql`
  select a.pay_period || ' ' || l.medium || ' ' || l.currency as key, jsonb_build_object('period', a.pay_period,
    'medium', l.medium, 'currency', l.currency, 'amountMinor', sum(l.amount_minor)::text, 'lines', count(*)) as row
  from ${LINES} where a.tenant_id = ${tenant} and a.recipient_id = ${id} and l.medium in ('cash', 'points') and ${LIVE}
  group by a.pay_period, l.medium, l.currency`,
);

const BADGES = page(
  (tenant, { id }) => sql`
  select a.award_id || ' ' || l.line as key, jsonb_build_object('badge', l.item, 'rule', a.rule_code,
    'window', a.window_label, 'time', ${isoText('a.occurred_at')}, 'award', a.award_id) as row
  from ${LINES} where a.tenant_id = ${tenant} and a.recipient_id = ${id} and l.medium = 'badge' and ${LIVE}`,
);

const AUDIT = page(
  (tenant, person) => sql`
  select audit_id as key, jsonb_build_object('at', ${isoText('at')}, 'actor', actor, 'action', action,
    'subject', subject, 'details', details) as row
  from audit where tenant_id = ${tenant} and (subject = ${person.id} or actor = ${person.code}
    or ${named(`actor || ' ' || subject || ' ' || details::text`, person)})`,
);

const JOBS = page(
  (tenant, person) => sql`
  select job_id as key, jsonb_build_object('job', job_id, 'kind', kind, 'input', input, 'result', result,
    'problem', problem, 'askedBy', actor, 'createdAt', ${isoText('created_at')}) as row
  from job where tenant_id = ${tenant}
    and ${named(`concat_ws(' ', input::text, result::text, problem::text, actor::text)`, person)}`,
);

const PUBLICATIONS = page(
  (tenant, person) => sql`
  select lpad(publication::text, 9, '0') as key, jsonb_build_object('publication', publication, 'plan', plan_code,
    'documents', documents, 'publishedBy', published_by) as row
  from plan_version where tenant_id = ${tenant} and (published_by = ${person.code}
    or ${holds(`published_by || ' ' || documents::text`, person.needles)})`,
);

const SETTLEMENTS = page(
  (tenant, person) => sql`
  select period || ' ' || lpad(calculation::text, 9, '0') as key, jsonb_build_object('period', period,
    'calculation', calculation, 'calculatedBy', calculated_by) as row
  from settlement where tenant_id = ${tenant} and (calculated_by = ${person.code}
    or ${holds('calculated_by', person.needles)})`,
);

const PROPOSALS = page(
  (tenant, person) => sql`
  select proposal_id as key, jsonb_build_object('proposal', proposal_id, 'kind', kind, 'content', content,
    'maker', maker, 'reason', reason, 'checker', checker, 'words', words) as row
  from proposal where tenant_id = ${tenant} and (maker = ${person.code} or maker_rep = ${person.id} or checker = ${person.code}
    or ${named(`concat_ws(' ', content::text, maker, reason, checker, words)`, person)})`,
);

const ANSWERS = page(
  (tenant, person) => sql`
  select key, jsonb_build_object('key', replace(key, chr(1), ' '), 'location', location, 'body', body) as row
  from idempotency_key where tenant_id = ${tenant}
    and ${holds(`concat_ws(' ', key, location, body)`, [...person.needles, JSON.stringify(person.code)])}`,
);

/** What is held of a person, section by section of its document. */
export const PERSON_PAGES = {
  memberships: MEMBERSHIPS,
  teams: TEAMS,
  targets: TARGETS,
  outlets: items('outlet'),
  products: items('product'),
  activities,
  awards: awards(({ id }) => sql`a.recipient_id = ${id}`),
  awardsNaming: AWARDS_NAMING,
  transfers: TRANSFERS,
  statements: STATEMENTS,
  badges: BADGES,
  audit: AUDIT,
  jobs: JOBS,
  publications: PUBLICATIONS,
  settlements: SETTLEMENTS,
  proposals: PROPOSALS,
  answers: ANSWERS,
} as const satisfies Readonly<Record<string, PersonPage>>;

/** The codes of reps whose last day was before a day, and who have not been erased. */
export const leaversBefore = async (tx: Queryable, tenant: string, day: string): Promise<string[]> =>
  (
    await rowsOf<{ code: string }>(
      tx,
      sql`
      select code from rep where tenant_id = ${tenant} and left_on < ${day}::date and erased_at is null order by left_on`,
    )
  ).map(({ code }) => code);
