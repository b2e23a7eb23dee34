DROP INDEX "rollup_rep";--> statement-breakpoint
DROP INDEX "award_recipient";--> statement-breakpoint
CREATE INDEX "activity_moved" ON "activity" USING btree ("tenant_id","corrects_id") WHERE correction ? 'subject';--> statement-breakpoint
CREATE INDEX "award_line_goods" ON "award_line" USING btree ("tenant_id","item") WHERE medium = 'goods';--> statement-breakpoint
CREATE INDEX "rollup_rep" ON "rollup" USING btree ("tenant_id","rep_id","metric","day");--> statement-breakpoint
CREATE INDEX "award_recipient" ON "award" USING btree ("tenant_id","recipient_id","rule_code","day");