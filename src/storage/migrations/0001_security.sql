-- Three roles without a login: one owns the schema, one does the work, one lets people in. Row level security is forced, so that even the
-- owner sees only the tenant of the transaction. Whoever migrates becomes a member of all; where an administrator has
-- made the roles and the memberships before, nothing is left to grant.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_owner') THEN
    CREATE ROLE laurel_owner NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_app') THEN
    CREATE ROLE laurel_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'laurel_sign_in') THEN
    CREATE ROLE laurel_sign_in NOLOGIN NOSUPERUSER NOBYPASSRLS;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = current_user AND rolsuper) THEN
    IF NOT pg_has_role('laurel_owner', 'USAGE') THEN
      EXECUTE format('GRANT laurel_owner TO %I', current_user);
    END IF;
    IF NOT pg_has_role('laurel_app', 'USAGE') THEN
      EXECUTE format('GRANT laurel_app TO %I', current_user);
    END IF;
    IF NOT pg_has_role('laurel_sign_in', 'USAGE') THEN
      EXECUTE format('GRANT laurel_sign_in TO %I', current_user);
    END IF;
  END IF;
  IF NOT has_database_privilege('laurel_owner', current_database(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO laurel_owner', current_database());
  END IF;
  IF NOT has_schema_privilege('laurel_owner', current_schema(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON SCHEMA %I TO laurel_owner', current_schema());
  END IF;
  IF NOT has_schema_privilege('laurel_app', current_schema(), 'USAGE') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO laurel_app', current_schema());
  END IF;
  IF NOT has_schema_privilege('laurel_sign_in', current_schema(), 'USAGE') THEN
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO laurel_sign_in', current_schema());
  END IF;
END $$;
--> statement-breakpoint
-- The queue of jobs on a server (pg-boss) makes its tables itself, in a schema of its own.
CREATE SCHEMA IF NOT EXISTS "pgboss" AUTHORIZATION laurel_app;
--> statement-breakpoint
-- The record of migrations: any member of the owner goes on from it, and the application reads whether it is complete.
ALTER SCHEMA "drizzle" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "drizzle"."__drizzle_migrations" OWNER TO laurel_owner;
--> statement-breakpoint
GRANT USAGE ON SCHEMA "drizzle" TO laurel_app;
--> statement-breakpoint
GRANT SELECT ON "drizzle"."__drizzle_migrations" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "activity" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "activity" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "activity" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "activity_tenant" ON "activity"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "activity" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "audit" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "audit" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "audit" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "audit_tenant" ON "audit"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "audit" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "award" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "award" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "award" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "award_tenant" ON "award"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "award" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "award_line" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "award_line" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "award_line" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "award_line_tenant" ON "award_line"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "award_line" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "identity_key" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "identity_key" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "identity_key" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "identity_key_tenant" ON "identity_key"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "identity_key" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "membership" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "membership" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "membership" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "membership_tenant" ON "membership"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "membership" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "outlet" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "outlet" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "outlet" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "outlet_tenant" ON "outlet"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "outlet" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "plan_version" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "plan_version" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "plan_version" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "plan_version_tenant" ON "plan_version"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "plan_version" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "product" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "product" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "product" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "product_tenant" ON "product"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "product" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "rep" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "rep" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rep" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "rep_tenant" ON "rep"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "rep" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "rollup" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "rollup" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rollup" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "rollup_tenant" ON "rollup"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "rollup" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "seal" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "seal" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "seal" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "seal_tenant" ON "seal"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "seal" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "settlement" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "settlement" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "settlement" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "settlement_tenant" ON "settlement"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "settlement" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "target" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "target" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "target" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "target_tenant" ON "target"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "target" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "team" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "team" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "team" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "team_tenant" ON "team"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "team" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "tenant" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "tenant" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "tenant" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "tenant_tenant" ON "tenant"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "tenant" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "transfer" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "transfer" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "transfer" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "transfer_tenant" ON "transfer"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT ON "transfer" TO laurel_app;

--> statement-breakpoint
ALTER TABLE "job" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "job" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "job" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "job_tenant" ON "job"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "job" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "idempotency_key" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "idempotency_key" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "idempotency_key" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "idempotency_key_tenant" ON "idempotency_key"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "idempotency_key" TO laurel_app;

--> statement-breakpoint
-- Which tenant answers at which host is asked before there is a tenant, by whoever serves; only the owner changes it.
ALTER TABLE "host" OWNER TO laurel_owner;
--> statement-breakpoint
GRANT SELECT ON "host" TO laurel_app;
--> statement-breakpoint
-- What people sign in with is out of reach for the role that does the work, and theirs for the role that lets them in;
-- that one writes down what it did, and sees nothing else.
ALTER SCHEMA "sign_in" OWNER TO laurel_owner;
--> statement-breakpoint
GRANT USAGE ON SCHEMA "sign_in" TO laurel_sign_in;
--> statement-breakpoint
GRANT INSERT ON "audit" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."person" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."person" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."person" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "person_tenant" ON "sign_in"."person"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."person" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."session" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."session" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."session" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "session_tenant" ON "sign_in"."session"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."session" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."account" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."account" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."account" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "account_tenant" ON "sign_in"."account"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."account" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."verification" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."verification" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."verification" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "verification_tenant" ON "sign_in"."verification"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."verification" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."invitation" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."invitation" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."invitation" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "invitation_tenant" ON "sign_in"."invitation"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."invitation" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "sign_in"."device" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "sign_in"."device" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "sign_in"."device" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "device_tenant" ON "sign_in"."device"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "sign_in"."device" TO laurel_sign_in;
--> statement-breakpoint
ALTER TABLE "api_key" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "api_key" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "api_key" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "api_key_tenant" ON "api_key"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON "api_key" TO laurel_app;
--> statement-breakpoint
ALTER TABLE "rate_window" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "rate_window" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "rate_window" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "rate_window_tenant" ON "rate_window"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate_window" TO laurel_app;
--> statement-breakpoint
-- What was proposed is never changed: a decision is written beside it.
ALTER TABLE "proposal" OWNER TO laurel_owner;
--> statement-breakpoint
ALTER TABLE "proposal" ENABLE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE "proposal" FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
CREATE POLICY "proposal_tenant" ON "proposal"
  USING (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''))
  WITH CHECK (tenant_id = NULLIF(current_setting('laurel.tenant', true), ''));
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE (state, checker, checked_at, words) ON "proposal" TO laurel_app;
--> statement-breakpoint
-- The one door through which history can be overwritten: to erase a person, or positions and photos whose time is over.
-- Each function belongs to the owner, is bound by the tenant of the transaction as everything is, and reaches only the
-- columns it names: no amount, time, credit, line, transfer or hash.
CREATE FUNCTION "laurel_erase_activities"(tenant text, given jsonb) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- What a figure can be made of stays: the same fields with the same amounts.
  IF EXISTS (
    SELECT FROM jsonb_to_recordset(given) AS g (id text, data jsonb)
    JOIN activity a ON a.tenant_id = tenant AND a.activity_id = g.id
    WHERE a.data->'amount' IS DISTINCT FROM g.data->'amount' OR a.data->'quantity' IS DISTINCT FROM g.data->'quantity'
      OR ARRAY(SELECT jsonb_object_keys(a.data) ORDER BY 1) <> ARRAY(SELECT jsonb_object_keys(g.data) ORDER BY 1)
  ) THEN
    RAISE EXCEPTION 'erasing may not change what an activity counts for' USING ERRCODE = 'check_violation';
  END IF;
  UPDATE activity a SET data = g.data, correction = g.correction, external_id = g.external_id,
    canonical_order = g.canonical_order, personal = g.personal
  FROM jsonb_to_recordset(given)
    AS g (id text, data jsonb, correction jsonb, external_id text, canonical_order text, personal boolean)
  WHERE a.tenant_id = tenant AND a.activity_id = g.id;
END $$;
--> statement-breakpoint
CREATE FUNCTION "laurel_erase_traces"(tenant text, given jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE award a SET trace = g.trace,
    trace_hash = coalesce(a.trace_hash, encode(sha256(convert_to(a.trace::text, 'UTF8')), 'hex'))
  FROM jsonb_to_recordset(given) AS g (award text, revision integer, trace jsonb)
  WHERE a.tenant_id = tenant AND a.award_id = g.award AND a.revision = g.revision;
$$;
--> statement-breakpoint
CREATE FUNCTION "laurel_erase_audit"(tenant text, given jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE audit a SET actor = g.actor, subject = g.subject, details = g.details
  FROM jsonb_to_recordset(given) AS g (id text, actor text, subject text, details jsonb)
  WHERE a.tenant_id = tenant AND a.audit_id = g.id;
$$;
--> statement-breakpoint
CREATE FUNCTION "laurel_erase_plans"(tenant text, given jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE plan_version p SET documents = g.documents, published_by = g.actor
  FROM jsonb_to_recordset(given) AS g (publication integer, documents jsonb, actor text)
  WHERE p.tenant_id = tenant AND p.publication = g.publication;
$$;
--> statement-breakpoint
CREATE FUNCTION "laurel_erase_settlements"(tenant text, given jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE settlement s SET calculated_by = g.actor
  FROM jsonb_to_recordset(given) AS g (period text, calculation integer, actor text)
  WHERE s.tenant_id = tenant AND s.period = g.period AND s.calculation = g.calculation;
$$;
--> statement-breakpoint
CREATE FUNCTION "laurel_erase_proposals"(tenant text, given jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE proposal p SET content = g.content, maker = g.maker, reason = g.reason, checker = g.checker, words = g.words
  FROM jsonb_to_recordset(given) AS g (id text, content jsonb, maker text, reason text, checker text, words text)
  WHERE p.tenant_id = tenant AND p.proposal_id = g.id;
$$;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_activities"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_activities"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_activities"(text, jsonb) TO laurel_app;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_traces"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_traces"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_traces"(text, jsonb) TO laurel_app;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_audit"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_audit"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_audit"(text, jsonb) TO laurel_app;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_plans"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_plans"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_plans"(text, jsonb) TO laurel_app;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_settlements"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_settlements"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_settlements"(text, jsonb) TO laurel_app;
--> statement-breakpoint
ALTER FUNCTION "laurel_erase_proposals"(text, jsonb) OWNER TO laurel_owner;
--> statement-breakpoint
REVOKE ALL ON FUNCTION "laurel_erase_proposals"(text, jsonb) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION "laurel_erase_proposals"(text, jsonb) TO laurel_app;
