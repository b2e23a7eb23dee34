import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core';
import { instant, orderedText, tenantId } from './columns.ts';

/** Immutable facts, corrections among them; a correction names its original, which may come later. */
export const activity = pgTable(
  'activity',
  {
    tenantId: tenantId(),
    activityId: text('activity_id').notNull(),
    source: text('source').notNull(),
    externalId: text('external_id').notNull(),
    type: text('type').notNull(),
    time: instant('time').notNull(),
    day: date('day').notNull(),
    order: orderedText('canonical_order').notNull(),
    repId: text('rep_id').notNull(),
    credits: jsonb('credits').notNull(),
    outletId: text('outlet_id'),
    productId: text('product_id'),
    data: jsonb('data').notNull(),
    correctsId: text('corrects_id'),
    correction: jsonb('correction'),
    contentHash: text('content_hash').notNull(),
    backfill: boolean('backfill').notNull().default(false),
    /** Whether it holds values of attributes declared personal, such as positions, that have not been erased. */
    personal: boolean('personal').notNull().default(false),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.activityId] }),
    index('activity_day').on(table.tenantId, table.day, table.repId),
    index('activity_corrects').on(table.tenantId, table.correctsId).where(sql`corrects_id is not null`),
    index('activity_moved').on(table.tenantId, table.correctsId).where(sql`correction ? 'subject'`),
    index('activity_personal').on(table.tenantId, table.day).where(sql`personal`),
  ],
);

/** Metric values a day at the grain that can be undone. The empty text stands for no team, dimension or key. */
export const rollup = pgTable(
  'rollup',
  {
    tenantId: tenantId(),
    metric: text('metric').notNull(),
    day: date('day').notNull(),
    repId: text('rep_id').notNull(),
    teamId: text('team_id').notNull(),
    dimension: text('dimension').notNull(),
    key: text('key').notNull(),
    value: numeric('value').notNull(),
    activities: integer('activities').notNull(),
    firstOrder: orderedText('first_order').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (table) => [
    primaryKey({
      columns: [
        table.tenantId,
        table.metric,
        table.day,
        table.repId,
        table.teamId,
        table.dimension,
        table.key,
      ],
    }),
    index('rollup_rep').on(table.tenantId, table.repId, table.metric, table.day),
  ],
);
