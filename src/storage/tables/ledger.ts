import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
} from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

/** Revisions of award heads; a head is live while its latest revision is a grant. Never updated. */
export const award = pgTable(
  'award',
  {
    tenantId: tenantId(),
    awardId: text('award_id').notNull(),
    revision: integer('revision').notNull(),
    kind: text('kind').notNull(),
    ruleCode: text('rule_code').notNull(),
    ruleVersion: text('rule_version').notNull(),
    subjectKind: text('subject_kind').notNull(),
    subjectId: text('subject_id').notNull(),
    recipientId: text('recipient_id').notNull(),
    windowUnit: text('window_unit').notNull(),
    windowLabel: text('window_label').notNull(),
    payPeriod: text('pay_period').notNull(),
    evidenceKey: text('evidence_key').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    day: date('day').notNull(),
    evidence: jsonb('evidence').notNull(),
    trace: jsonb('trace'),
    /** The hash of the trace as it was sealed, once a person's name has been erased from it. */
    traceHash: text('trace_hash'),
    contentHash: text('content_hash').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.awardId, table.revision] }),
    check('award_kind', sql`kind in ('granted', 'reversed')`),
    check('award_revision', sql`revision > 0`),
    index('award_scope').on(table.tenantId, table.ruleCode, table.windowLabel, table.subjectId),
    index('award_period').on(table.tenantId, table.payPeriod),
    index('award_day').on(table.tenantId, table.day),
    index('award_recipient').on(table.tenantId, table.recipientId, table.ruleCode, table.day),
  ],
);

export const awardLine = pgTable(
  'award_line',
  {
    tenantId: tenantId(),
    awardId: text('award_id').notNull(),
    revision: integer('revision').notNull(),
    line: integer('line').notNull(),
    medium: text('medium').notNull(),
    payer: text('payer').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    exact: numeric('exact').notNull(),
    item: text('item').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.awardId, table.revision, table.line] }),
    foreignKey({
      columns: [table.tenantId, table.awardId, table.revision],
      foreignColumns: [award.tenantId, award.awardId, award.revision],
    }),
    check('award_line_amount', sql`amount_minor <> 0`),
    index('award_line_goods').on(table.tenantId, table.item).where(sql`medium = 'goods'`),
  ],
);

/** The double-entry ledger: a positive amount from one account to another. Append-only by grants. */
export const transfer = pgTable(
  'transfer',
  {
    tenantId: tenantId(),
    transferId: text('transfer_id').notNull(),
    kind: text('kind').notNull(),
    fromAccount: text('from_account').notNull(),
    toAccount: text('to_account').notNull(),
    amountMinor: bigint('amount_minor', { mode: 'bigint' }).notNull(),
    currency: text('currency').notNull(),
    awardId: text('award_id').notNull(),
    revision: integer('revision').notNull(),
    line: integer('line').notNull(),
    reverses: text('reverses'),
    ruleVersion: text('rule_version').notNull(),
    evidence: jsonb('evidence').notNull(),
    occurredAt: instant('occurred_at').notNull(),
    contentHash: text('content_hash').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.transferId] }),
    unique('transfer_once').on(table.tenantId, table.awardId, table.revision, table.line),
    unique('transfer_reversed_once').on(table.tenantId, table.reverses),
    foreignKey({
      columns: [table.tenantId, table.awardId, table.revision],
      foreignColumns: [award.tenantId, award.awardId, award.revision],
    }),
    check('transfer_amount', sql`amount_minor > 0`),
    check('transfer_accounts', sql`from_account <> to_account`),
    check(
      'transfer_kind',
      sql`(kind = 'award' and reverses is null) or (kind = 'reversal' and reverses is not null)`,
    ),
  ],
);

/** The chain over the ledger, one link a transfer or a revision of an award. */
export const seal = pgTable(
  'seal',
  {
    tenantId: tenantId(),
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    transferId: text('transfer_id'),
    awardId: text('award_id'),
    revision: integer('revision'),
    seal: text('seal').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.sequence] }),
    unique('seal_transfer_once').on(table.tenantId, table.transferId),
    unique('seal_award_once').on(table.tenantId, table.awardId, table.revision),
    check(
      'seal_entry',
      sql`num_nonnulls(transfer_id, award_id) = 1 and num_nonnulls(award_id, revision) <> 1`,
    ),
  ],
);

/** What was settled, and what came out of it. */
export const settlement = pgTable(
  'settlement',
  {
    tenantId: tenantId(),
    period: text('period').notNull(),
    calculation: integer('calculation').notNull(),
    planVersion: text('plan_version').notNull(),
    totals: jsonb('totals').notNull(),
    calculatedAt: instant('calculated_at').notNull().defaultNow(),
    calculatedBy: text('calculated_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.period, table.calculation] })],
);

/** Who did what, written in the transaction of the deed. */
export const audit = pgTable(
  'audit',
  {
    tenantId: tenantId(),
    auditId: text('audit_id').notNull(),
    at: instant('at').notNull().defaultNow(),
    actor: text('actor').notNull(),
    action: text('action').notNull(),
    subject: text('subject').notNull(),
    details: jsonb('details').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.auditId] }),
    index('audit_at').on(table.tenantId, table.at),
  ],
);
