/** What stands in place of the name of somebody who was erased. */
export const ERASED_NAME = '已删除 · erased';

/** What stands in place of a text that said something of somebody who was erased. */
export const ERASED_TEXT = '—';

/** Why nothing more is taken of somebody who was erased. It does not repeat the code, since it may be kept. */
export const ERASED_REFUSAL =
  'The person with this code was erased, and what is left belongs to nobody who can be named; leave this out, or give a new person a code that was never used.';
