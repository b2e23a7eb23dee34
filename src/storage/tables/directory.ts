import { pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns.ts';

/**
 * Which tenant answers at which host. The one table without a tenant in its key and without row level security: it is what
 * tells the tenant of a request, and holds nothing but names of hosts.
 */
export const host = pgTable(
  'host',
  {
    host: text('host').notNull(),
    tenantId: text('tenant_id').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.host] })],
);
