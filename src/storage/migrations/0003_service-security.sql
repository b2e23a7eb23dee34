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
