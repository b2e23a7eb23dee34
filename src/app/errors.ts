import type { ProblemCode } from '../../schemas/problem.ts';

/** One fault of an input: its place, a sentence, and what was probably meant. */
export type PlacedError = Readonly<{ file?: string; pointer: string; detail: string; suggestion?: string }>;

/**
 * An expected failure of a use-case: one of a closed set of codes, a sentence for people, and the places of its
 * faults. Whoever answers the caller maps the code; nothing else is thrown on purpose.
 */
export class LaurelError extends Error {
  readonly code: ProblemCode;
  readonly errors: readonly PlacedError[];

  constructor(code: ProblemCode, detail: string, errors: readonly PlacedError[] = []) {
    super(detail);
    this.name = 'LaurelError';
    this.code = code;
    this.errors = errors;
  }
}
