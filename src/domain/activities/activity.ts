/** A typed attribute value: text, canonical decimal text, boolean, local date, or instant as ISO 8601 in UTC. */
export type AttributeValue = string | boolean;

/** One rep's part of the credit; the shares of an activity sum to 1. */
export type CreditShare = Readonly<{ rep: string; share: string }>;

/** What a correction says about its original: gone, or these fields replaced (null removes one). */
export type Correction = Readonly<{
  original: Readonly<{ source: string; id: string }>;
  void: boolean;
  subject?: string;
  data: Readonly<Record<string, AttributeValue | null>>;
  /** Why, in the words of who corrected. */
  reason?: string;
}>;

/**
 * An activity after its envelope was checked: the time is an instant, every value has the type its activity type
 * declares, decimals are canonical text (`1.5`, never `1.50` or `-0`). Subjects, outlets and products are codes of
 * the source system here; storage replaces them by internal ids.
 */
export type ParsedActivity = Readonly<{
  source: string;
  id: string;
  type: string;
  /** Epoch milliseconds. */
  time: number;
  subject: string;
  data: Readonly<Record<string, AttributeValue>>;
  shares?: readonly CreditShare[];
  correction?: Correction;
}>;

/**
 * A reason why an input was refused: the field it stands in (of an activity a JSON pointer into its envelope, such
 * as `/data/amount`), a stable code, and a sentence with the place, the reason and the remedy.
 */
export type Fault = Readonly<{ field: string; code: FaultCode; message: string }>;
export type FaultCode =
  | 'missing'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-boolean'
  | 'out-of-range'
  | 'too-long'
  | 'unknown-rep'
  | 'erased-rep'
  | 'unknown-team'
  | 'unknown-type'
  | 'unknown-metric'
  | 'unknown-attribute'
  | 'foreign-currency'
  | 'conflict'
  | 'corrects-correction'
  | 'overlap'
  | 'bad-shares'
  | 'bad-period'
  | 'missing-column'
  | 'missing-file'
  | 'unclosed-quote'
  | 'column-count'
  | 'not-json'
  | 'not-text'
  | 'bad-value';
