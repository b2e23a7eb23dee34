import { customType, text, timestamp } from 'drizzle-orm/pg-core';

/** The tenant leads every key, so that the schema can be distributed by it without a change. */
export const tenantId = () => text('tenant_id').notNull();

/** An instant; read and written as text, since drivers disagree on dates. */
export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'string', precision: 3 });

/** Text that sorts by code point everywhere, whatever the collation of the database. */
export const orderedText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
