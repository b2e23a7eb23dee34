import type { Holding } from '../../../schemas/mapping.ts';

/**
 * What a table can say about a holding. `required` fields need a column; of the fields in `fields` any may have one;
 * what becomes of others: attributes as texts, values typed by the activity type, or nothing.
 */
export type HoldingFields = Readonly<{
  fields: readonly string[];
  required: readonly string[];
  others: 'attributes' | 'typed' | 'none';
}>;

/** The standard columns of each holding, by their names in the native files. */
export const HOLDINGS: Readonly<Record<Holding, HoldingFields>> = {
  teams: { fields: ['code', 'name', 'parent', 'manager'], required: ['code', 'name'], others: 'none' },
  reps: {
    fields: ['code', 'name', 'employee_no', 'team', 'role', 'league', 'hired_on', 'left_on'],
    required: ['code', 'name'],
    others: 'attributes',
  },
  memberships: { fields: ['rep', 'team', 'from', 'to'], required: ['rep', 'team'], others: 'none' },
  outlets: {
    fields: ['code', 'name', 'class', 'city_class', 'rep', 'route_cycle'],
    required: ['code', 'name'],
    others: 'attributes',
  },
  products: {
    fields: ['code', 'name', 'category', 'cost', 'margin', 'launched_on'],
    required: ['code', 'name'],
    others: 'attributes',
  },
  targets: {
    fields: ['subject_kind', 'subject', 'metric', 'period', 'tier', 'amount'],
    required: ['subject', 'metric', 'period', 'amount'],
    others: 'none',
  },
  activities: {
    fields: [
      'id',
      'source',
      'type',
      'time',
      'subject',
      'outlet',
      'product',
      'amount',
      'currency',
      'quantity',
      'original_source',
      'original_id',
      'reason',
    ],
    required: ['id', 'source', 'type', 'time', 'subject'],
    others: 'typed',
  },
};

/** The order of reading: what is referred to comes first. */
export const HOLDING_ORDER: readonly Holding[] = [
  'teams',
  'reps',
  'memberships',
  'outlets',
  'products',
  'targets',
  'activities',
];
