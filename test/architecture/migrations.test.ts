import { describe, expect, it } from 'vitest';
import { APPEND_ONLY, lintMigrations } from './lint-migrations.ts';
import { sqlStatements } from './migration-statements.ts';
import { repositoryFiles, textOf } from './source-tree.ts';

const TENANT = `"tenant_id" = NULLIF(current_setting('laurel.tenant', true), '')`;

const securityOf = (table: string, rights: string): string => `
  ALTER TABLE "${table}" ENABLE ROW LEVEL SECURITY; ALTER TABLE "${table}" FORCE ROW LEVEL SECURITY;
  CREATE POLICY "p" ON "${table}" USING (${TENANT}) WITH CHECK (${TENANT});
  GRANT ${rights} ON "${table}" TO laurel_app;`;

const history = APPEND_ONLY.map(
  (table) => `
  CREATE TABLE "${table}" ("tenant_id" text, "id" text, CONSTRAINT "pk" PRIMARY KEY("tenant_id","id"));
  ${securityOf(table, 'SELECT, INSERT')}`,
).join('\n');

const faultsWith = (sql: string): readonly string[] => lintMigrations([history, sql]);

describe('the migrations', () => {
  const scripts = repositoryFiles()
    .filter((path) => /^src\/storage\/migrations\/[^/]+\.sql$/.test(path))
    .sort()
    .map((path) => textOf(path) ?? '');

  it('are found', () => expect(scripts.length).toBeGreaterThan(0));
  it('give a schema that is safe for tenants, for history and for distribution', () => {
    expect(lintMigrations(scripts)).toEqual([]);
  });
});

describe('lintMigrations', () => {
  it('accepts a schema as it should be', () => {
    const sql = `CREATE TABLE "public"."rep" (
      "tenant_id" text NOT NULL, -- a comment; with a serial
      "rep_id" text NOT NULL, "code" text DEFAULT 'listen; notify' NOT NULL, "award_id" text, "n" numeric(10, 2),
      CONSTRAINT "pk" PRIMARY KEY ("tenant_id", "rep_id"), UNIQUE ("tenant_id", "code"),
      CONSTRAINT "c" CHECK ("n" > 0 and "code" <> 'unique (code)')
    );
    ALTER TABLE "rep" ADD CONSTRAINT "fk" FOREIGN KEY ("tenant_id","award_id") REFERENCES "public"."award"("tenant_id","id");
    CREATE UNIQUE INDEX "i" ON "rep" USING btree ("tenant_id" DESC, lower("code"));
    ${securityOf('rep', 'SELECT, INSERT, UPDATE, DELETE')}`;
    expect(faultsWith(sql)).toEqual([]);
  });

  it.each([
    [
      'CREATE TABLE "t" ("tenant_id" text, "id" text, PRIMARY KEY ("id", "tenant_id"))',
      'does not lead the primary key',
    ],
    ['CREATE TABLE "t" ("tenant_id" text, "id" text PRIMARY KEY)', 'does not lead the primary key ("id")'],
    ['CREATE TABLE "t" ("tenant_id" text, "id" text UNIQUE)', 'does not lead the unique ("id")'],
    [
      'CREATE TABLE "t" ("tenant_id" text, "a" text REFERENCES "award" ("id"))',
      'does not lead the reference ("a")',
    ],
    ['CREATE TABLE IF NOT EXISTS t (tenant_id text, id text)', 't has no primary key.'],
    ['CREATE TABLE t (tenant_id text PRIMARY KEY)', 't does not enable row level security.'],
    ['CREATE TABLE t (tenant_id text PRIMARY KEY)', 't does not force row level security.'],
    ['CREATE TABLE t (tenant_id text PRIMARY KEY)', 't has no policy.'],
    ['ALTER TABLE "award" ADD CONSTRAINT "u" UNIQUE("id")', 'does not lead the unique ("id")'],
    ['ALTER TABLE "award" ADD COLUMN "code" text UNIQUE', 'does not lead the unique ("code")'],
    ['ALTER TABLE "award" ADD COLUMN "a" text, ADD UNIQUE ("code")', 'does not lead the unique ("code")'],
    [
      'ALTER TABLE "award" ADD FOREIGN KEY ("tenant_id","id") REFERENCES "seal"("id","tenant_id")',
      'does not lead the reference ("tenant_id","id") to ("id","tenant_id")',
    ],
    ['CREATE INDEX "i" ON "award" USING btree ("id")', 'does not lead the index ("id")'],
    ['CREATE UNIQUE INDEX CONCURRENTLY i ON public.award (lower(id))', 'does not lead the index'],
    ['ALTER TABLE "award" NO FORCE ROW LEVEL SECURITY', 'award does not force row level security.'],
    ['ALTER TABLE "award" DISABLE ROW LEVEL SECURITY', 'award does not enable row level security.'],
    ['DROP POLICY "p" ON "award"', 'award has no policy.'],
    [
      'CREATE POLICY "all" ON "award" USING (true) WITH CHECK (true)',
      'policy all does not compare tenant_id',
    ],
    [`CREATE POLICY "q" ON "award" USING (${TENANT})`, 'policy q does not compare tenant_id'],
    ['GRANT SELECT, UPDATE ON "award" TO laurel_app', 'award is history but grants update.'],
    ['GRANT UPDATE (id) ON TABLE seal, public.award TO laurel_app', 'award is history but grants update.'],
    ['GRANT ALL ON "audit" TO laurel_app', 'audit is history but grants all.'],
    ['GRANT DELETE ON ALL TABLES IN SCHEMA public TO laurel_app', 'a grant that does not name its table'],
    ['GRANT SELECT ON award TO PUBLIC', 'a grant or policy for everybody'],
    ['DROP TABLE "award"', 'award is missing.'],
    ['ALTER TABLE "award" RENAME TO "prize"', 'teach the lint'],
    ['ALTER TABLE "award" ADD COLUMN "n" bigserial', 'a serial or sequence'],
    ['ALTER TABLE "award" ADD COLUMN "n" int GENERATED ALWAYS AS IDENTITY', 'a serial or sequence'],
    ['SELECT pg_advisory_xact_lock(1)', 'an advisory lock'],
    ['LISTEN boards', 'LISTEN or NOTIFY'],
    ['CREATE TEMP TABLE x (tenant_id text PRIMARY KEY)', 'a temporary table'],
    [`DO $$ BEGIN EXECUTE 'CREATE TRIGGER t AFTER INSERT ON award'; END $$`, 'a trigger'],
  ])('refuses %s', (sql, fault) => {
    expect(faultsWith(sql)).toContainEqual(expect.stringContaining(fault));
  });

  it('goes by what the migrations lead to, not by what stood in between', () => {
    const sql = `CREATE TABLE t (tenant_id text); DROP TABLE t; GRANT DELETE ON award TO laurel_app;
      REVOKE DELETE ON award FROM laurel_app;`;
    expect(faultsWith(sql)).toEqual([]);
  });
});

describe('sqlStatements', () => {
  it('splits at semicolons outside of comments, texts, names and bodies', () => {
    const script = `SELECT 'a;''b' -- c;\n, "d;e" /* f; */; DO $x$ BEGIN; END $x$;;`;
    expect(sqlStatements(script)).toEqual([`SELECT '' , "d;e"`, 'DO $x$ BEGIN; END $x$']);
  });
});
