CREATE SCHEMA "sign_in";
--> statement-breakpoint
CREATE TABLE "api_key" (
	"tenant_id" text NOT NULL,
	"key_id" text NOT NULL,
	"name" text NOT NULL,
	"secret_hash" text NOT NULL,
	"operations" jsonb,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"last_used_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	"replaces" text,
	"replaced_by" text,
	CONSTRAINT "api_key_tenant_id_key_id_pk" PRIMARY KEY("tenant_id","key_id"),
	CONSTRAINT "api_key_lifetime" CHECK (expires_at <= created_at + interval '9600 hours')
);
--> statement-breakpoint
CREATE TABLE "rate_window" (
	"tenant_id" text NOT NULL,
	"subject" text NOT NULL,
	"began_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"taken" integer NOT NULL,
	"granted" integer NOT NULL,
	CONSTRAINT "rate_window_tenant_id_subject_pk" PRIMARY KEY("tenant_id","subject")
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"tenant_id" text NOT NULL,
	"activity_id" text NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"type" text NOT NULL,
	"time" timestamp(3) with time zone NOT NULL,
	"day" date NOT NULL,
	"canonical_order" text collate "C" NOT NULL,
	"rep_id" text NOT NULL,
	"credits" jsonb NOT NULL,
	"outlet_id" text,
	"product_id" text,
	"data" jsonb NOT NULL,
	"corrects_id" text,
	"correction" jsonb,
	"content_hash" text NOT NULL,
	"backfill" boolean DEFAULT false NOT NULL,
	"personal" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "activity_tenant_id_activity_id_pk" PRIMARY KEY("tenant_id","activity_id")
);
--> statement-breakpoint
CREATE TABLE "rollup" (
	"tenant_id" text NOT NULL,
	"metric" text NOT NULL,
	"day" date NOT NULL,
	"rep_id" text NOT NULL,
	"team_id" text NOT NULL,
	"dimension" text NOT NULL,
	"key" text NOT NULL,
	"value" numeric NOT NULL,
	"activities" integer NOT NULL,
	"first_order" text collate "C" NOT NULL,
	"last_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "rollup_tenant_id_metric_day_rep_id_team_id_dimension_key_pk" PRIMARY KEY("tenant_id","metric","day","rep_id","team_id","dimension","key")
);
--> statement-breakpoint
CREATE TABLE "host" (
	"host" text NOT NULL,
	"tenant_id" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "host_host_pk" PRIMARY KEY("host")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"tenant_id" text NOT NULL,
	"audit_id" text NOT NULL,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"actor" text NOT NULL,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_tenant_id_audit_id_pk" PRIMARY KEY("tenant_id","audit_id")
);
--> statement-breakpoint
CREATE TABLE "award" (
	"tenant_id" text NOT NULL,
	"award_id" text NOT NULL,
	"revision" integer NOT NULL,
	"kind" text NOT NULL,
	"rule_code" text NOT NULL,
	"rule_version" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"recipient_id" text NOT NULL,
	"window_unit" text NOT NULL,
	"window_label" text NOT NULL,
	"pay_period" text NOT NULL,
	"evidence_key" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"day" date NOT NULL,
	"evidence" jsonb NOT NULL,
	"trace" jsonb,
	"trace_hash" text,
	"content_hash" text NOT NULL,
	"recorded_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "award_tenant_id_award_id_revision_pk" PRIMARY KEY("tenant_id","award_id","revision"),
	CONSTRAINT "award_kind" CHECK (kind in ('granted', 'reversed')),
	CONSTRAINT "award_revision" CHECK (revision > 0)
);
--> statement-breakpoint
CREATE TABLE "award_line" (
	"tenant_id" text NOT NULL,
	"award_id" text NOT NULL,
	"revision" integer NOT NULL,
	"line" integer NOT NULL,
	"medium" text NOT NULL,
	"payer" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"exact" numeric NOT NULL,
	"item" text NOT NULL,
	CONSTRAINT "award_line_tenant_id_award_id_revision_line_pk" PRIMARY KEY("tenant_id","award_id","revision","line"),
	CONSTRAINT "award_line_amount" CHECK (amount_minor <> 0)
);
--> statement-breakpoint
CREATE TABLE "seal" (
	"tenant_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"transfer_id" text,
	"award_id" text,
	"revision" integer,
	"seal" text NOT NULL,
	CONSTRAINT "seal_tenant_id_sequence_pk" PRIMARY KEY("tenant_id","sequence"),
	CONSTRAINT "seal_transfer_once" UNIQUE("tenant_id","transfer_id"),
	CONSTRAINT "seal_award_once" UNIQUE("tenant_id","award_id","revision"),
	CONSTRAINT "seal_entry" CHECK (num_nonnulls(transfer_id, award_id) = 1 and num_nonnulls(award_id, revision) <> 1)
);
--> statement-breakpoint
CREATE TABLE "settlement" (
	"tenant_id" text NOT NULL,
	"period" text NOT NULL,
	"calculation" integer NOT NULL,
	"plan_version" text NOT NULL,
	"totals" jsonb NOT NULL,
	"calculated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"calculated_by" text NOT NULL,
	CONSTRAINT "settlement_tenant_id_period_calculation_pk" PRIMARY KEY("tenant_id","period","calculation")
);
--> statement-breakpoint
CREATE TABLE "transfer" (
	"tenant_id" text NOT NULL,
	"transfer_id" text NOT NULL,
	"kind" text NOT NULL,
	"from_account" text NOT NULL,
	"to_account" text NOT NULL,
	"amount_minor" bigint NOT NULL,
	"currency" text NOT NULL,
	"award_id" text NOT NULL,
	"revision" integer NOT NULL,
	"line" integer NOT NULL,
	"reverses" text,
	"rule_version" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"content_hash" text NOT NULL,
	"recorded_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transfer_tenant_id_transfer_id_pk" PRIMARY KEY("tenant_id","transfer_id"),
	CONSTRAINT "transfer_once" UNIQUE("tenant_id","award_id","revision","line"),
	CONSTRAINT "transfer_reversed_once" UNIQUE("tenant_id","reverses"),
	CONSTRAINT "transfer_amount" CHECK (amount_minor > 0),
	CONSTRAINT "transfer_accounts" CHECK (from_account <> to_account),
	CONSTRAINT "transfer_kind" CHECK ((kind = 'award' and reverses is null) or (kind = 'reversal' and reverses is not null))
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"tenant_id" text NOT NULL,
	"rep_id" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"team_id" text NOT NULL,
	CONSTRAINT "membership_tenant_id_rep_id_from_day_pk" PRIMARY KEY("tenant_id","rep_id","from_day")
);
--> statement-breakpoint
CREATE TABLE "outlet" (
	"tenant_id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"listed" boolean NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"outlet_id" text NOT NULL,
	"rep_id" text,
	CONSTRAINT "outlet_tenant_id_outlet_id_pk" PRIMARY KEY("tenant_id","outlet_id"),
	CONSTRAINT "outlet_tenant_id_code_unique" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "product" (
	"tenant_id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"listed" boolean NOT NULL,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"product_id" text NOT NULL,
	CONSTRAINT "product_tenant_id_product_id_pk" PRIMARY KEY("tenant_id","product_id"),
	CONSTRAINT "product_tenant_id_code_unique" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "rep" (
	"tenant_id" text NOT NULL,
	"rep_id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"employee_no" text,
	"role" text,
	"league" text,
	"hired_on" date,
	"left_on" date,
	"attributes" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"erased_at" timestamp(3) with time zone,
	"sorts_after" text,
	CONSTRAINT "rep_tenant_id_rep_id_pk" PRIMARY KEY("tenant_id","rep_id"),
	CONSTRAINT "rep_tenant_id_code_unique" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"tenant_id" text NOT NULL,
	"team_id" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"parent_id" text,
	"manager_code" text,
	CONSTRAINT "team_tenant_id_team_id_pk" PRIMARY KEY("tenant_id","team_id"),
	CONSTRAINT "team_tenant_id_code_unique" UNIQUE("tenant_id","code")
);
--> statement-breakpoint
CREATE TABLE "identity_key" (
	"tenant_id" text NOT NULL,
	"fingerprint" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_key_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"tenant_id" text NOT NULL,
	"plan_code" text NOT NULL,
	"publication" integer NOT NULL,
	"version" text NOT NULL,
	"documents" jsonb NOT NULL,
	"published_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"published_by" text NOT NULL,
	CONSTRAINT "plan_version_tenant_id_publication_pk" PRIMARY KEY("tenant_id","publication")
);
--> statement-breakpoint
CREATE TABLE "target" (
	"tenant_id" text NOT NULL,
	"subject_id" text NOT NULL,
	"metric" text NOT NULL,
	"period" text NOT NULL,
	"tier" text NOT NULL,
	"subject_kind" text NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "target_tenant_id_subject_id_metric_period_tier_pk" PRIMARY KEY("tenant_id","subject_id","metric","period","tier")
);
--> statement-breakpoint
CREATE TABLE "tenant" (
	"tenant_id" text NOT NULL,
	"name" text NOT NULL,
	"master_data" text DEFAULT '' NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_tenant_id_pk" PRIMARY KEY("tenant_id")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"tenant_id" text NOT NULL,
	"proposal_id" text NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"content" jsonb NOT NULL,
	"content_hash" text NOT NULL,
	"maker" text NOT NULL,
	"maker_rep" text,
	"made_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"state" text DEFAULT 'proposed' NOT NULL,
	"checker" text,
	"checked_at" timestamp(3) with time zone,
	"words" text,
	CONSTRAINT "proposal_tenant_id_proposal_id_pk" PRIMARY KEY("tenant_id","proposal_id"),
	CONSTRAINT "proposal_kind" CHECK (kind in ('plan', 'settlement', 'recalibration')),
	CONSTRAINT "proposal_state" CHECK (state in ('proposed', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "proposal_four_eyes" CHECK (checker <> maker),
	CONSTRAINT "proposal_checked" CHECK ((state in ('approved', 'refused')) = (checker is not null)),
	CONSTRAINT "proposal_ended" CHECK ((state = 'proposed') = (checked_at is null))
);
--> statement-breakpoint
CREATE TABLE "idempotency_key" (
	"tenant_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"claim" text NOT NULL,
	"status" integer,
	"content_type" text,
	"location" text,
	"body" text,
	"claimed_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_key_tenant_id_key_pk" PRIMARY KEY("tenant_id","key")
);
--> statement-breakpoint
CREATE TABLE "job" (
	"tenant_id" text NOT NULL,
	"job_id" text NOT NULL,
	"kind" text NOT NULL,
	"input" jsonb NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"attempt" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"problem" jsonb,
	"actor" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"alive_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp(3) with time zone,
	CONSTRAINT "job_tenant_id_job_id_pk" PRIMARY KEY("tenant_id","job_id"),
	CONSTRAINT "job_status" CHECK (status in ('queued', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "sign_in"."account" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"account_id" text NOT NULL,
	"person_id" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_tenant_id_account_id_pk" PRIMARY KEY("tenant_id","account_id"),
	CONSTRAINT "account_elsewhere" UNIQUE("tenant_id","provider","provider_account")
);
--> statement-breakpoint
CREATE TABLE "sign_in"."device" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"device_id" text NOT NULL,
	"person_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"pin_hash" text NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "device_tenant_id_device_id_pk" PRIMARY KEY("tenant_id","device_id"),
	CONSTRAINT "device_failures" CHECK (failures >= 0)
);
--> statement-breakpoint
CREATE TABLE "sign_in"."invitation" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"invitation_id" text NOT NULL,
	"person_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"created_by" text NOT NULL,
	"used_at" timestamp(3) with time zone,
	CONSTRAINT "invitation_tenant_id_invitation_id_pk" PRIMARY KEY("tenant_id","invitation_id")
);
--> statement-breakpoint
CREATE TABLE "sign_in"."person" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"phone_number" text,
	"phone_number_verified" boolean DEFAULT false NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"rep" text,
	"blocked" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_tenant_id_person_id_pk" PRIMARY KEY("tenant_id","person_id"),
	CONSTRAINT "person_email" UNIQUE("tenant_id","email"),
	CONSTRAINT "person_phone" UNIQUE("tenant_id","phone_number"),
	CONSTRAINT "person_rep" UNIQUE("tenant_id","rep")
);
--> statement-breakpoint
CREATE TABLE "sign_in"."session" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"session_id" text NOT NULL,
	"person_id" text NOT NULL,
	"token" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "session_tenant_id_session_id_pk" PRIMARY KEY("tenant_id","session_id"),
	CONSTRAINT "session_token" UNIQUE("tenant_id","token")
);
--> statement-breakpoint
CREATE TABLE "sign_in"."verification" (
	"tenant_id" text DEFAULT nullif(current_setting('laurel.tenant', true), '') NOT NULL,
	"verification_id" text NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "verification_tenant_id_verification_id_pk" PRIMARY KEY("tenant_id","verification_id")
);
--> statement-breakpoint
ALTER TABLE "award_line" ADD CONSTRAINT "award_line_tenant_id_award_id_revision_award_tenant_id_award_id_revision_fk" FOREIGN KEY ("tenant_id","award_id","revision") REFERENCES "public"."award"("tenant_id","award_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transfer" ADD CONSTRAINT "transfer_tenant_id_award_id_revision_award_tenant_id_award_id_revision_fk" FOREIGN KEY ("tenant_id","award_id","revision") REFERENCES "public"."award"("tenant_id","award_id","revision") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in"."account" ADD CONSTRAINT "account_tenant_id_person_id_person_tenant_id_person_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "sign_in"."person"("tenant_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in"."device" ADD CONSTRAINT "device_tenant_id_person_id_person_tenant_id_person_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "sign_in"."person"("tenant_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in"."invitation" ADD CONSTRAINT "invitation_tenant_id_person_id_person_tenant_id_person_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "sign_in"."person"("tenant_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in"."session" ADD CONSTRAINT "session_tenant_id_person_id_person_tenant_id_person_id_fk" FOREIGN KEY ("tenant_id","person_id") REFERENCES "sign_in"."person"("tenant_id","person_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_key_created" ON "api_key" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "api_key_name" ON "api_key" USING btree ("tenant_id","name") WHERE revoked_at is null and replaced_by is null;--> statement-breakpoint
CREATE INDEX "rate_window_ends" ON "rate_window" USING btree ("tenant_id","ends_at");--> statement-breakpoint
CREATE INDEX "activity_day" ON "activity" USING btree ("tenant_id","day","rep_id");--> statement-breakpoint
CREATE INDEX "activity_corrects" ON "activity" USING btree ("tenant_id","corrects_id") WHERE corrects_id is not null;--> statement-breakpoint
CREATE INDEX "activity_moved" ON "activity" USING btree ("tenant_id","corrects_id") WHERE correction ? 'subject';--> statement-breakpoint
CREATE INDEX "activity_personal" ON "activity" USING btree ("tenant_id","day") WHERE personal;--> statement-breakpoint
CREATE INDEX "rollup_rep" ON "rollup" USING btree ("tenant_id","rep_id","metric","day");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("tenant_id","at");--> statement-breakpoint
CREATE INDEX "award_scope" ON "award" USING btree ("tenant_id","rule_code","window_label","subject_id");--> statement-breakpoint
CREATE INDEX "award_period" ON "award" USING btree ("tenant_id","pay_period");--> statement-breakpoint
CREATE INDEX "award_day" ON "award" USING btree ("tenant_id","day");--> statement-breakpoint
CREATE INDEX "award_recipient" ON "award" USING btree ("tenant_id","recipient_id","rule_code","day");--> statement-breakpoint
CREATE INDEX "award_line_goods" ON "award_line" USING btree ("tenant_id","item") WHERE medium = 'goods';--> statement-breakpoint
CREATE INDEX "membership_team" ON "membership" USING btree ("tenant_id","team_id");--> statement-breakpoint
CREATE INDEX "outlet_rep" ON "outlet" USING btree ("tenant_id","rep_id");--> statement-breakpoint
CREATE INDEX "proposal_made" ON "proposal" USING btree ("tenant_id","kind","made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "proposal_settlement" ON "proposal" USING btree ("tenant_id","subject") WHERE kind = 'settlement';--> statement-breakpoint
CREATE INDEX "idempotency_claimed" ON "idempotency_key" USING btree ("tenant_id","claimed_at");--> statement-breakpoint
CREATE INDEX "job_created" ON "job" USING btree ("tenant_id","created_at");--> statement-breakpoint
CREATE INDEX "account_person" ON "sign_in"."account" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "device_person" ON "sign_in"."device" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "invitation_person" ON "sign_in"."invitation" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "sign_in"."session" USING btree ("tenant_id","person_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "sign_in"."session" USING btree ("tenant_id","expires_at");--> statement-breakpoint
CREATE INDEX "verification_identifier" ON "sign_in"."verification" USING btree ("tenant_id","identifier");--> statement-breakpoint
CREATE INDEX "verification_expires" ON "sign_in"."verification" USING btree ("tenant_id","expires_at");