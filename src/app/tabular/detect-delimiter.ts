export type Delimiter = ',' | ';' | '\t';

const DELIMITERS: readonly Delimiter[] = [',', ';', '\t'];

/**
 * The delimiter that stands most often in the heading line outside of quotes; a comma when none does, and of equally
 * frequent ones the first of comma, semicolon, tab.
 */
export function detectDelimiter(headingLine: string): Delimiter {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const character of headingLine) {
    if (character === '"') quoted = !quoted;
    else if (!quoted) counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  let best: Delimiter = ',';
  for (const delimiter of DELIMITERS) {
    if ((counts.get(delimiter) ?? 0) > (counts.get(best) ?? 0)) best = delimiter;
  }
  return best;
}
