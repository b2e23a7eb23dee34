import { createHash } from 'node:crypto';
import { type DecodedText, decodeText } from './decode-text.ts';
import { type TextLines, textLines } from './text-lines.ts';

/** A file that was read and decoded once, however many holdings it gives. */
export type OpenFile = Readonly<{
  bytes: number;
  sha256: string;
  /** Absent when the bytes are no text. */
  decoded?: Readonly<{ lines: TextLines }> & Omit<DecodedText, 'text'>;
}>;

/** A JavaScript string holds no more than 512 MB; a larger file is to be split anyway. */
export const MOST_BYTES = 256 * 1_048_576;

export function openFile(content: Uint8Array): OpenFile {
  const sha256 = createHash('sha256').update(content).digest('hex');
  const decoded = content.byteLength > MOST_BYTES ? undefined : decodeText(content);
  if (!decoded) return { bytes: content.byteLength, sha256 };
  const { text, ...rest } = decoded;
  return { bytes: content.byteLength, sha256, decoded: { lines: textLines(text), ...rest } };
}
