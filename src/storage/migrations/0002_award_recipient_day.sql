DROP INDEX "award_recipient";--> statement-breakpoint
CREATE INDEX "award_recipient" ON "award" USING btree ("tenant_id","recipient_id","day");