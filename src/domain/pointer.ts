/** The JSON pointer (RFC 6901) of the place with this path. */
export function pointer(path: readonly PropertyKey[]): string {
  let text = '';
  for (const key of path) {
    const part = String(key);
    // Called for every value of every row; hardly any name needs escapes.
    text += /[~/]/.test(part) ? `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${part}`;
  }
  return text;
}
