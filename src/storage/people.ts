import { sql } from 'drizzle-orm';
import { isoText } from './arrays.ts';
import { type Queryable, rowsOf } from './database.ts';

/** Somebody who can sign in, with what is told of it. */
export type PersonRow = Readonly<{
  id: string;
  name: string;
  roles: readonly string[];
  rep: string | null;
  email: string;
  phone: string | null;
  blocked: boolean;
  /** Whether there is anything the person can sign in with. */
  hasCredential: boolean;
  /** Until when a link of the person can be used that was not used yet. */
  invitedUntil: string | null;
  lastSeenAt: string | null;
  createdAt: string;
}>;

/** What is kept of a person, as the application gives it. */
export type PersonRecord = Readonly<{
  id: string;
  name: string;
  roles: readonly string[];
  rep: string | undefined;
  email: string;
  phone: string | undefined;
}>;

const COLUMNS = sql`p.person_id as id, p.name, to_jsonb(p.roles) as roles, p.rep, p.email, p.phone_number as phone, p.blocked,
  (exists (select from sign_in.account a where a.tenant_id = p.tenant_id and a.person_id = p.person_id)
    or exists (select from sign_in.device d where d.tenant_id = p.tenant_id and d.person_id = p.person_id))
    as "hasCredential",
  (select ${isoText('max(i.expires_at)')} from sign_in.invitation i where i.tenant_id = p.tenant_id
    and i.person_id = p.person_id and i.used_at is null) as "invitedUntil",
  (select ${isoText('max(s.updated_at)')} from sign_in.session s where s.tenant_id = p.tenant_id
    and s.person_id = p.person_id) as "lastSeenAt",
  ${isoText('p.created_at')} as "createdAt"`;

/** People by name, from after one that was shown. */
export const peopleAfter = (
  tx: Queryable,
  tenant: string,
  after: Readonly<{ name: string; id: string }> | undefined,
  limit: number,
): Promise<PersonRow[]> =>
  rowsOf(
    tx,
    sql`select ${COLUMNS} from sign_in.person p where p.tenant_id = ${tenant}
      ${after ? sql`and (p.name collate "C", p.person_id) > (${after.name}, ${after.id})` : sql``}
      order by p.name collate "C", p.person_id limit ${limit}`,
  );

export const personById = async (
  tx: Queryable,
  tenant: string,
  id: string,
): Promise<PersonRow | undefined> => {
  const [row] = await rowsOf<PersonRow>(
    tx,
    sql`select ${COLUMNS} from sign_in.person p where p.tenant_id = ${tenant} and p.person_id = ${id}`,
  );
  return row;
};

/** Saves a person, new or changed. */
export const savePerson = async (
  tx: Queryable,
  tenant: string,
  { id, name, roles, rep, email, phone, blocked }: PersonRecord & Readonly<{ blocked: boolean }>,
): Promise<void> => {
  const listed = sql`array(select jsonb_array_elements_text(${JSON.stringify(roles)}::jsonb))`;
  await tx.execute(sql`
    insert into sign_in.person (tenant_id, person_id, name, roles, rep, email, phone_number, blocked)
    values (${tenant}, ${id}, ${name}, ${listed}, ${rep ?? null}, ${email}, ${phone ?? null}, ${blocked})
    on conflict (tenant_id, person_id) do update set name = excluded.name, roles = excluded.roles, rep = excluded.rep,
      email = excluded.email, phone_number = excluded.phone_number, blocked = excluded.blocked,
      phone_number_verified = person.phone_number_verified and person.phone_number = excluded.phone_number,
      updated_at = now()`);
};

/** Takes a person out, with everything that opened the door. */
export const removePerson = async (tx: Queryable, tenant: string, id: string): Promise<boolean> => {
  const rows = await rowsOf(
    tx,
    sql`delete from sign_in.person where tenant_id = ${tenant} and person_id = ${id} returning person_id`,
  );
  return rows.length > 0;
};

/** The person who is a rep, if that one can sign in. */
export const personOfRep = async (
  tx: Queryable,
  tenant: string,
  rep: string,
): Promise<PersonRow | undefined> => {
  const [row] = await rowsOf<PersonRow>(
    tx,
    sql`select ${COLUMNS} from sign_in.person p where p.tenant_id = ${tenant} and p.rep = ${rep}`,
  );
  return row;
};

/** Everything that is held of the person who is a rep, but for secrets: what a person may know of the own sign-in. */
export const signInOfRep = (tx: Queryable, tenant: string, rep: string): Promise<Record<string, unknown>[]> =>
  rowsOf(
    tx,
    sql`select p.name, p.email, p.phone_number as phone, to_jsonb(p.roles) as roles, ${isoText('p.created_at')} as "createdAt",
      (select coalesce(jsonb_agg(jsonb_build_object('from', s.ip_address, 'with', s.user_agent, 'since', s.created_at)
        order by s.created_at), '[]') from sign_in.session s
        where s.tenant_id = p.tenant_id and s.person_id = p.person_id) as sessions,
      (select coalesce(jsonb_agg(jsonb_build_object('provider', a.provider, 'id', a.provider_account, 'since', a.created_at)
        order by a.created_at), '[]') from sign_in.account a
        where a.tenant_id = p.tenant_id and a.person_id = p.person_id) as accounts,
      (select coalesce(jsonb_agg(jsonb_build_object('since', d.created_at, 'lastUsedAt', d.last_used_at)
        order by d.created_at), '[]') from sign_in.device d
        where d.tenant_id = p.tenant_id and d.person_id = p.person_id) as devices
      from sign_in.person p where p.tenant_id = ${tenant} and p.rep = ${rep}`,
  );

/** How many administrators may come in, besides one. */
export const otherAdministrators = async (tx: Queryable, tenant: string, id: string): Promise<number> => {
  // Locked, so that two who take the role from each other at once do not leave nobody.
  const rows = await rowsOf(
    tx,
    sql`select person_id from sign_in.person where tenant_id = ${tenant} and 'admin' = any(roles) and not blocked
      order by person_id for update`,
  );
  return rows.filter((row) => (row as { person_id: string }).person_id !== id).length;
};

/** Forgets sessions, codes and links whose time is over, and links that were used a month ago. */
export const forgetEnded = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(sql`delete from sign_in.session where tenant_id = ${tenant} and expires_at < now()`);
  await tx.execute(sql`delete from sign_in.verification where tenant_id = ${tenant} and expires_at < now()`);
  await tx.execute(sql`delete from sign_in.invitation where tenant_id = ${tenant}
    and coalesce(used_at, expires_at) < now() - interval '30 days'`);
};

/** Signs everybody out, takes their PINs off their phones and voids what was sent; gives how many sessions there were. */
export const endEverything = async (tx: Queryable, tenant: string): Promise<number> => {
  const rows = await rowsOf(
    tx,
    sql`delete from sign_in.session where tenant_id = ${tenant} returning session_id`,
  );
  for (const table of ['device', 'verification', 'invitation'])
    await tx.execute(sql`delete from ${sql.raw(`sign_in.${table}`)} where tenant_id = ${tenant}`);
  return rows.length;
};

/** Signs somebody out everywhere; gives how many sessions there were. */
export const endSessions = async (tx: Queryable, tenant: string, person: string): Promise<number> => {
  const rows = await rowsOf(
    tx,
    sql`delete from sign_in.session where tenant_id = ${tenant} and person_id = ${person} returning session_id`,
  );
  return rows.length;
};
