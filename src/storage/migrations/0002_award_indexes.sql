DROP INDEX "award_recipient";--> statement-breakpoint
CREATE INDEX "award_line_goods" ON "award_line" USING btree ("tenant_id","item") WHERE medium = 'goods';--> statement-breakpoint
CREATE INDEX "award_recipient" ON "award" USING btree ("tenant_id","recipient_id","day");