import { integer, jsonb, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

export const tenant = pgTable(
  'tenant',
  {
    tenantId: tenantId(),
    name: text('name').notNull(),
    /** Marks the state of who and what there is. */
    masterData: text('master_data').notNull().default(''),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId] })],
);

/** What tells the key of the internal ids from any other, so that a store is never opened with the wrong one. */
export const identityKey = pgTable(
  'identity_key',
  {
    tenantId: tenantId(),
    fingerprint: text('fingerprint').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId] })],
);

/** Publications of a plan, each of an immutable, content-addressed version with all its documents; the last is in force. */
export const planVersion = pgTable(
  'plan_version',
  {
    tenantId: tenantId(),
    planCode: text('plan_code').notNull(),
    publication: integer('publication').notNull(),
    version: text('version').notNull(),
    documents: jsonb('documents').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
    publishedBy: text('published_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.publication] })],
);

/** Targets given by people or files, and those frozen from a formula. */
export const target = pgTable(
  'target',
  {
    tenantId: tenantId(),
    subjectId: text('subject_id').notNull(),
    metric: text('metric').notNull(),
    period: text('period').notNull(),
    tier: text('tier').notNull(),
    subjectKind: text('subject_kind').notNull(),
    amount: numeric('amount').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.subjectId, table.metric, table.period, table.tier] }),
  ],
);
