import type { FactValue } from '../facts/fact-value.ts';
import type { Frame, ResolvedFact } from '../facts/resolved-fact.ts';

/** Kleene's three values: true, false, and undefined for unknown. */
export type Tri = boolean | undefined;

/** A node of a condition with the values it met, as a trace stores it. */
export type ConditionTrace =
  | Readonly<{ kind: 'all' | 'any'; result: Tri; children: readonly ConditionTrace[] }>
  | Readonly<{ kind: 'not'; result: Tri; children: readonly [ConditionTrace] }>
  | Readonly<{ kind: 'named'; name: string; result: Tri; children: readonly [ConditionTrace] }>
  | Readonly<{
      kind: 'comparison';
      fact: ResolvedFact;
      operator: string;
      actual: FactValue;
      expected: FactValue;
      expectedFact: ResolvedFact | undefined;
      result: Tri;
    }>;

/**
 * A condition compiled to closures. `test` is the fast path; `trace` evaluates every node, without short-circuit,
 * and keeps what it saw. Both give the same result.
 */
export type ConditionProgram = Readonly<{
  test(frame: Frame): Tri;
  trace(frame: Frame): ConditionTrace;
  /** The slots it may read. */
  slots: readonly number[];
}>;
