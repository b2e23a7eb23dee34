export type TextEncoding = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'gb18030';

export type DecodedText = Readonly<{
  text: string;
  encoding: TextEncoding;
  /** Some bytes were no UTF-8 and stand as U+FFFD; the rows they are in must be refused. */
  damaged: boolean;
}>;

const REPLACEMENT = '\uFFFD';

/**
 * The text of a file, without its byte order mark, or undefined when the bytes are no text. A byte order mark
 * decides; then valid UTF-8 does; everything else is GB18030 if that is valid.
 *
 * A UTF-8 file with a few broken bytes is often valid GB18030 as well, and would silently come out as wrong
 * characters from end to end. Chinese in GB18030 is broken UTF-8 nearly everywhere, so a file that is UTF-8 but for
 * a tenth of its other characters stays UTF-8 and is marked as damaged.
 */
export function decodeText(bytes: Uint8Array): DecodedText | undefined {
  const decoded = decodeMarked(bytes) ?? decodeUnmarked(bytes);
  // U+0000 in a heading line means UTF-16 without its mark, or no text at all.
  if (
    !decoded ||
    decoded.text
      .slice(0, 1_000)
      .split(/[\r\n]/, 1)[0]
      ?.includes('\0')
  )
    return undefined;
  return decoded;
}

function decodeMarked(bytes: Uint8Array): DecodedText | undefined {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) {
    const text = strict('utf-8', bytes);
    return text === undefined
      ? { text: lenient(bytes), encoding: 'utf-8-bom', damaged: true }
      : { text, encoding: 'utf-8-bom', damaged: false };
  }
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    const encoding = first === 0xff ? 'utf-16le' : 'utf-16be';
    const text = strict(encoding, bytes);
    return text === undefined ? undefined : { text, encoding, damaged: false };
  }
  return undefined;
}

function decodeUnmarked(bytes: Uint8Array): DecodedText | undefined {
  const utf8 = strict('utf-8', bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: 'utf-8', damaged: false };
  const text = lenient(bytes);
  if (isMostlyUtf8(text)) return { text, encoding: 'utf-8', damaged: true };
  const chinese = strict('gb18030', bytes);
  return chinese === undefined ? undefined : { text: chinese, encoding: 'gb18030', damaged: false };
}

function isMostlyUtf8(text: string): boolean {
  let broken = 0;
  let others = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0xfffd) broken += 1;
    else if (unit > 0x7f) others += 1;
  }
  return others > 10 * broken;
}

function strict(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lenient(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** Whether a row of a damaged text is one of the broken ones. */
export function isBroken(raw: string): boolean {
  return raw.includes(REPLACEMENT);
}
