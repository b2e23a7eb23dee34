const PLAIN_NUMBER = /^[+-]?\d+(\.\d+)?$/;

/** Also behind white space, and with the full-width signs that Chinese and Japanese spreadsheets take for the others. */
const MAY_BE_FORMULA = /^(?:\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Texts that a reader would trim, split or take for a blank line need quotes, as do quotes themselves. */
const NEEDS_QUOTES = /[",;\t\r\n]|^\s|\s$/;

/**
 * One line of CSV by RFC 4180, with commas and a line feed at its end. With `neutralise`, a text that a spreadsheet
 * would run as a formula gets a leading apostrophe; plain numbers stay numbers, also negative ones.
 */
export function csvLine(cells: readonly string[], { neutralise = false } = {}): string {
  const texts = neutralise ? cells.map(neutralised) : cells;
  // A lone empty cell would be a blank line, which readers skip.
  if (texts.length === 1 && texts[0] === '') return '""\n';
  return `${texts.map(quoted).join(',')}\n`;
}

function neutralised(cell: string): string {
  return MAY_BE_FORMULA.test(cell) && !PLAIN_NUMBER.test(cell) ? `'${cell}` : cell;
}

function quoted(cell: string): string {
  return NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
