import type { LocalDate } from '../calendar/local-date.ts';
import { compareText } from '../compare-text.ts';
import type { AttributeValue } from './activity.ts';

/** A rep's part of the credit, in exact decimal text. */
export type Credit = Readonly<{ rep: string; share: string }>;

/**
 * An activity as the engine sees it: internal ids instead of codes, its corrections applied, its local day known.
 * `order` is its place in the canonical order as text that sorts by (time, source, id).
 */
export type EffectiveActivity = Readonly<{
  id: string;
  type: string;
  time: number;
  day: LocalDate;
  order: string;
  subject: string;
  credits: readonly Credit[];
  outlet: string | undefined;
  product: string | undefined;
  data: Readonly<Record<string, AttributeValue>>;
}>;

/** The canonical order as text: comparing two of them compares (time, source, id). */
export const orderText = (time: number, source: string, id: string): string =>
  `${new Date(time).toISOString()}\u0001${source}\u0001${id}`;

export const compareOrder = (a: { order: string }, b: { order: string }): number =>
  compareText(a.order, b.order);
