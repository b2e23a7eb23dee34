import { shown } from '../../domain/activities/shown.ts';
import { ERASED_REFUSAL } from '../../domain/personal-data/erased-person.ts';

/** The codes of reps or teams that other rows may refer to. */
export type KnownCodes = Readonly<{
  /** The code of the fault of referring to any other. */
  fault: 'unknown-rep' | 'unknown-team';
  has(code: string): boolean;
  /** A sentence for a code that is not known. */
  explain(code: string): string;
}>;

/**
 * Codes from the files together with those known elsewhere. `refused` are the codes whose own rows were refused:
 * who corrects that row must send the rows that refer to it again too, and is told so.
 */
export function knownCodes(
  kind: 'rep' | 'team',
  codes: Iterable<string>,
  refused: ReadonlySet<string>,
  isKnownElsewhere: (code: string) => boolean,
  wasErased: (code: string) => boolean = () => false,
): KnownCodes {
  const known = new Set(codes);
  const byFolded = new Map([...known].map((code) => [folded(code), code] as const));
  return {
    fault: `unknown-${kind}`,
    has: (code) => known.has(code) || isKnownElsewhere(code),
    explain(code) {
      if (wasErased(code)) return ERASED_REFUSAL;
      if (refused.has(code)) {
        return `The row of the ${kind} ${shown(code)} was refused itself; correct it and send this row again with it.`;
      }
      const near = byFolded.get(folded(code));
      if (near !== undefined) return `No ${kind} has the code ${shown(code)}; did you mean ${shown(near)}?`;
      return `No ${kind} has the code ${shown(code)}; add the ${kind} to the ${kind}s or correct the code.`;
    },
  };
}

/** What people vary without meaning to; a lookup instead of a distance, because files name codes by the million. */
function folded(code: string): string {
  return code.toLowerCase().replace(/[\s._-]+/g, '');
}
