import { sql } from 'drizzle-orm';
import { check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

/**
 * What somebody wants and somebody else decides. What was proposed is never changed: the application writes a decision
 * into the last four columns and nothing else.
 */
export const proposal = pgTable(
  'proposal',
  {
    tenantId: tenantId(),
    proposalId: text('proposal_id').notNull(),
    kind: text('kind').notNull(),
    /** What it is about: the code of a plan, a calculation such as `2017-03/2`, a period. */
    subject: text('subject').notNull(),
    content: jsonb('content').notNull(),
    /** Of the canonical JSON of the content. */
    contentHash: text('content_hash').notNull(),
    maker: text('maker').notNull(),
    /** Internal id of the rep who the maker is: one rep may come in by several names. */
    makerRep: text('maker_rep'),
    madeAt: instant('made_at').notNull().defaultNow(),
    reason: text('reason'),
    state: text('state').notNull().default('proposed'),
    checker: text('checker'),
    checkedAt: instant('checked_at'),
    words: text('words'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.proposalId] }),
    check('proposal_kind', sql`kind in ('plan', 'settlement', 'recalibration')`),
    check('proposal_state', sql`state in ('proposed', 'approved', 'refused', 'withdrawn')`),
    check('proposal_four_eyes', sql`checker <> maker`),
    check('proposal_checked', sql`(state in ('approved', 'refused')) = (checker is not null)`),
    check('proposal_ended', sql`(state = 'proposed') = (checked_at is null)`),
    index('proposal_made').on(table.tenantId, table.kind, table.madeAt),
    // A calculation is approved once.
    uniqueIndex('proposal_settlement').on(table.tenantId, table.subject).where(sql`kind = 'settlement'`),
  ],
);
