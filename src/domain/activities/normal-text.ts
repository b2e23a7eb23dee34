/**
 * The text as Laurel stores and compares it: trimmed and in Unicode form NFC, so that the same word typed on a Mac
 * and on a phone is the same code.
 */
export function normalText(text: string): string {
  return text.trim().normalize('NFC');
}

/** Whether an input says nothing: undefined, null, or a text of white space. */
export function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
