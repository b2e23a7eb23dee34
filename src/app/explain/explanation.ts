import type { Bilingual } from '../../../schemas/common.ts';
import type { LimitNote } from '../../domain/awards/outcome.ts';
import type { Missing } from '../../domain/explain/missing.ts';
import type { ConditionJson, TraceJson } from '../../domain/explain/trace-json.ts';

/** One thing a rule granted, as people read it. */
export type ExplainedLine = Readonly<{ medium: string; amount: string; currency: string; item: string }>;

/** Why something was granted. */
export type Granted = Readonly<{
  awarded: true;
  window: string;
  time: string;
  version: string;
  lines: readonly ExplainedLine[];
  evidence: readonly string[];
  why: TraceJson | null;
}>;

/** Why nothing was granted at a closing or an activity. */
export type NotGranted = Readonly<{
  awarded: false;
  window: string;
  /** The activity that was judged; undefined at a closing. */
  activity?: string;
  eligibility?: ConditionJson;
  conditions?: ConditionJson;
  /** Conditions of the lowest step that was not reached. */
  step?: Readonly<{ code: string; conditions: ConditionJson }>;
  place?: Readonly<{ rank: number; top: number }>;
  limits: readonly LimitNote[];
  missing: readonly Missing[];
}>;

/** Why a rule paid a rep in a period, and why not. */
export type Explanation = Readonly<{
  rule: string;
  name: Bilingual;
  rep: string;
  period: string;
  verdicts: readonly (Granted | NotGranted)[];
  /** How many further activities were judged without an award. */
  further: number;
}>;
