import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

/** Long work that somebody asked for, with how far it has come and what came of it. */
export const job = pgTable(
  'job',
  {
    tenantId: tenantId(),
    jobId: text('job_id').notNull(),
    kind: text('kind').notNull(),
    input: jsonb('input').notNull(),
    status: text('status').notNull().default('queued'),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    attempt: integer('attempt').notNull().default(0),
    result: jsonb('result'),
    problem: jsonb('problem'),
    actor: jsonb('actor').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    aliveAt: instant('alive_at').notNull().defaultNow(),
    endedAt: instant('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.jobId] }),
    check('job_status', sql`status in ('queued', 'running', 'done', 'failed')`),
    index('job_created').on(table.tenantId, table.createdAt),
  ],
);

/** Answers to writes by the key their sender gave them, so that sending again does nothing twice. */
export const idempotencyKey = pgTable(
  'idempotency_key',
  {
    tenantId: tenantId(),
    key: text('key').notNull(),
    requestHash: text('request_hash').notNull(),
    claim: text('claim').notNull(),
    status: integer('status'),
    contentType: text('content_type'),
    location: text('location'),
    body: text('body'),
    claimedAt: instant('claimed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.key] }),
    index('idempotency_claimed').on(table.tenantId, table.claimedAt),
  ],
);
