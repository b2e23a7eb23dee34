import { boolean, date, index, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { instant, tenantId } from './columns.ts';

/** Codes, names and attributes stand here and nowhere else, so that a person can be erased and the numbers kept. */
export const rep = pgTable(
  'rep',
  {
    tenantId: tenantId(),
    repId: text('rep_id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    employeeNo: text('employee_no'),
    role: text('role'),
    league: text('league'),
    hiredOn: date('hired_on'),
    leftOn: date('left_on'),
    attributes: jsonb('attributes').notNull().default({}),
    /** Since when code and name are neutral, and say nothing of who this was. */
    erasedAt: instant('erased_at'),
    /** Of somebody erased, the rep behind whom the code stood; none where it was the first. */
    sortsAfter: text('sorts_after'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.repId] }),
    unique().on(table.tenantId, table.code),
  ],
);

export const team = pgTable(
  'team',
  {
    tenantId: tenantId(),
    teamId: text('team_id').notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    parentId: text('parent_id'),
    managerCode: text('manager_code'),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.teamId] }),
    unique().on(table.tenantId, table.code),
  ],
);

/** Half-open in days; an open end is `infinity`. */
export const membership = pgTable(
  'membership',
  {
    tenantId: tenantId(),
    repId: text('rep_id').notNull(),
    fromDay: date('from_day').notNull(),
    toDay: date('to_day').notNull(),
    teamId: text('team_id').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.repId, table.fromDay] }),
    index('membership_team').on(table.tenantId, table.teamId),
  ],
);

const item = () => ({
  tenantId: tenantId(),
  code: text('code').notNull(),
  name: text('name').notNull(),
  /** False for one that only activities named. */
  listed: boolean('listed').notNull(),
  attributes: jsonb('attributes').notNull().default({}),
});

export const outlet = pgTable(
  'outlet',
  { ...item(), outletId: text('outlet_id').notNull(), repId: text('rep_id') },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.outletId] }),
    unique().on(table.tenantId, table.code),
    index('outlet_rep').on(table.tenantId, table.repId),
  ],
);

export const product = pgTable('product', { ...item(), productId: text('product_id').notNull() }, (table) => [
  primaryKey({ columns: [table.tenantId, table.productId] }),
  unique().on(table.tenantId, table.code),
]);
