import type { Bilingual } from '../../../schemas/common.ts';
import { compareText } from '../compare-text.ts';
import { pointer } from '../pointer.ts';

/**
 * How grave each kind of finding is. An error is a rule that cannot do what it says, whatever happens; a warning is a
 * rule that works and may surprise whoever pays or is paid.
 */
const SEVERITY = {
  'band-gap': 'warning',
  'band-unreachable': 'warning',
  cliff: 'warning',
  uncapped: 'warning',
  'no-budget': 'warning',
  'no-rules': 'warning',
  unpayable: 'error',
  'undecided-tie': 'warning',
  deduction: 'warning',
  contradiction: 'error',
  'always-true': 'warning',
  'unreachable-step': 'warning',
  'unused-definition': 'warning',
  'hold-at-one-trigger': 'warning',
  expired: 'error',
} as const;

export type FindingCode = keyof typeof SEVERITY;
export type Severity = (typeof SEVERITY)[FindingCode];

/** Something in a plan that compiles and still is not what its author would expect, and what to do about it. */
export type Finding = Readonly<{
  code: FindingCode;
  severity: Severity;
  /** The file within the plan directory, such as `rules/over-target.json`. */
  document: string;
  /** JSON pointer of the place within the document. */
  pointer: string;
  message: Bilingual;
  remedy: Bilingual;
}>;

/** A place in a document of the plan. */
export type Place = Readonly<{ document: string; path: readonly (string | number)[] }>;

export const finding = (
  code: FindingCode,
  { document, path }: Place,
  message: Bilingual,
  remedy: Bilingual,
): Finding => ({
  code,
  severity: SEVERITY[code],
  document,
  pointer: pointer(path),
  message,
  remedy,
});

/** The order of a list of findings: by document, pointer and code, as plain text. */
export const compareFindings = (a: Finding, b: Finding): number =>
  compareText(a.document, b.document) || compareText(a.pointer, b.pointer) || compareText(a.code, b.code);
