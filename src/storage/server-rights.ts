import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** What a login may do on a server, as far as Laurel needs it. `undefined` where there is no such role. */
export type Rights = Readonly<{
  login: string;
  database: string;
  superuser: boolean;
  createsRoles: boolean;
  createsTables: boolean;
  ofOwner: boolean | null;
  ofApplication: boolean | null;
  ofSignIn: boolean | null;
}>;

export const rightsOf = async (db: Queryable): Promise<Rights> => {
  const [rights] = await rowsOf<Rights>(
    db,
    sql`
    select current_user::text as login, current_database()::text as database, rolsuper as superuser,
      rolcreaterole as "createsRoles",
      has_database_privilege(current_database(), 'CREATE')
        and coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) as "createsTables",
      (select pg_has_role(oid, 'USAGE') from pg_roles where rolname = 'laurel_owner') as "ofOwner",
      (select pg_has_role(oid, 'MEMBER') from pg_roles where rolname = 'laurel_app') as "ofApplication",
      (select pg_has_role(oid, 'MEMBER') from pg_roles where rolname = 'laurel_sign_in') as "ofSignIn"
    from pg_roles where rolname = current_user`,
  );
  if (!rights) throw new Error('The server does not know the login that it let in.');
  return rights;
};

/** Why a login cannot migrate, and what an administrator can do about it; undefined when it can. */
export const hindersMigrating = (rights: Rights): string | undefined => {
  const { login, database, superuser, createsRoles, createsTables, ofOwner, ofApplication, ofSignIn } =
    rights;
  if (superuser) return undefined;
  const missing = [
    ...(ofOwner === null ? ['CREATE ROLE laurel_owner NOLOGIN;'] : []),
    ...(ofApplication === null ? ['CREATE ROLE laurel_app NOLOGIN;'] : []),
    ...(ofSignIn === null ? ['CREATE ROLE laurel_sign_in NOLOGIN;'] : []),
  ];
  if (missing.length > 0 && !createsRoles) {
    return `The login “${login}” may not create roles. Let an administrator run: ${missing.join(' ')} GRANT laurel_owner, laurel_app, laurel_sign_in TO ${quoted(login)};`;
  }
  if (!createsTables) {
    const remedy = `GRANT CREATE ON DATABASE ${quoted(database)} TO ${quoted(login)}; GRANT CREATE ON SCHEMA public TO ${quoted(login)};`;
    return `The login “${login}” may not create tables in the database “${database}”. Run laurel migrate as the owner of the database, or let an administrator run: ${remedy}`;
  }
  if (ofOwner !== true && !createsRoles) {
    return `The login “${login}” is no member of laurel_owner, which owns the tables. Run laurel migrate as a login that is, or let an administrator run: GRANT laurel_owner, laurel_app, laurel_sign_in TO ${quoted(login)};`;
  }
  return undefined;
};

/** Why a login cannot work on a database that is up to date; undefined when it can. */
export const hindersWorking = ({ login, superuser, ofApplication, ofSignIn }: Rights): string | undefined =>
  superuser || (ofApplication === true && ofSignIn === true)
    ? undefined
    : `The login “${login}” is no member of laurel_app and laurel_sign_in, which do Laurel's work. Let an administrator run: GRANT laurel_app, laurel_sign_in TO ${quoted(login)};`;

/** Why a login can neither make nor end tenants; undefined when it can. */
export const hindersOwning = ({ login, superuser, ofOwner }: Rights): string | undefined =>
  superuser || ofOwner === true
    ? undefined
    : `The login “${login}” is no member of laurel_owner, which alone makes, exports and deletes tenants. Run this as a login that is, or let an administrator run: GRANT laurel_owner TO ${quoted(login)};`;

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
