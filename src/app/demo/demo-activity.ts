import type { LocalDate } from '../../domain/calendar/local-date.ts';

/** Columns of a file of activities after the envelope. */
export const ACTIVITY_FIELDS = [
  'outlet',
  'product',
  'amount',
  'currency',
  'quantity',
  'steps_done',
  'minutes',
  'faces',
  'skus',
  'photo',
  'kind',
  'brand',
  'move',
  'shelf_price',
  'reason',
  'original_id',
] as const;

export type ActivityFields = Readonly<Partial<Record<(typeof ACTIVITY_FIELDS)[number], string>>>;

/** What each system records, and the letter its ids begin with. */
export const RECORDED_BY = {
  'visit.completed': { source: 'sfa', letter: 'V' },
  'display.checked': { source: 'sfa', letter: 'D' },
  'outlet.opened': { source: 'sfa', letter: 'N' },
  'promotion.executed': { source: 'sfa', letter: 'A' },
  'competitor.seen': { source: 'sfa', letter: 'C' },
  'order.placed': { source: 'erp', letter: 'O' },
  'order.returned': { source: 'erp', letter: 'T' },
  'payment.received': { source: 'erp', letter: 'P' },
} as const;

/** Something that happened on a day, before it has an id. */
export type Happening = Readonly<{
  type: keyof typeof RECORDED_BY;
  /** Seconds since midnight. */
  second: number;
  rep: string;
  fields: ActivityFields;
}>;

/** A row of a file of activities. */
export type DemoActivity = Readonly<{
  id: string;
  source: string;
  type: string;
  day: LocalDate;
  second: number;
  subject: string;
  fields: ActivityFields;
}>;
