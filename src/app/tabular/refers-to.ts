import type { KnownCodes } from './known-codes.ts';
import { type Placed, refusePlaced } from './tally.ts';

/** Whether what a row refers to is known; if not, the row is refused. */
export function refersTo<Value>(
  row: Placed<Value>,
  field: string,
  code: string | undefined,
  known: KnownCodes,
): boolean {
  if (code === undefined || known.has(code)) return true;
  refusePlaced(row, field, known.fault, known.explain(code));
  return false;
}
