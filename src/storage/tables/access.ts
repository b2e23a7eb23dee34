import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

/** Keys of programs. Of a secret only a keyed hash is kept; a rotated key points at the one in its place. */
export const apiKey = pgTable(
  'api_key',
  {
    tenantId: tenantId(),
    keyId: text('key_id').notNull(),
    name: text('name').notNull(),
    secretHash: text('secret_hash').notNull(),
    /** Null for whatever an integrator may do. */
    operations: jsonb('operations'),
    createdAt: instant('created_at').notNull().defaultNow(),
    createdBy: text('created_by').notNull(),
    expiresAt: instant('expires_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    replaces: text('replaces'),
    replacedBy: text('replaced_by'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.keyId] }),
    check('api_key_lifetime', sql`expires_at <= created_at + interval '9600 hours'`),
    index('api_key_created').on(table.tenantId, table.createdAt),
    // A name stands for one program: its requests are told apart from those of others by it.
    uniqueIndex('api_key_name')
      .on(table.tenantId, table.name)
      .where(sql`revoked_at is null and replaced_by is null`),
  ],
);

/** How much of an allowance is taken, in the latest window of each subject: a key, a person, or a hash of an address. */
export const rateWindow = pgTable(
  'rate_window',
  {
    tenantId: tenantId(),
    subject: text('subject').notNull(),
    beganAt: instant('began_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    taken: integer('taken').notNull(),
    /** What the last statement was given, which it cannot tell otherwise. */
    granted: integer('granted').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.subject] }),
    index('rate_window_ends').on(table.tenantId, table.endsAt),
  ],
);
