const MOST_SHOWN = 60;

/**
 * The input in quotation marks as a message may echo it: at most 60 characters, without control characters, so that
 * neither a 20 MB cell nor a terminal sequence gets into an error file or a log.
 */
export function shown(input: unknown): string {
  // Cut before anything else, since the input may be megabytes long.
  const text = String(input).slice(0, MOST_SHOWN * 2);
  const characters = [...text.replace(/[\p{Cc}\p{Cs}]/gu, ' ')];
  return characters.length > MOST_SHOWN
    ? `"${characters.slice(0, MOST_SHOWN - 1).join('')}…"`
    : `"${characters.join('')}"`;
}
