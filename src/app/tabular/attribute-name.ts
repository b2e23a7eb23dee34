import { AttributeName } from '../../../schemas/common.ts';

/**
 * The attribute that a further column of a native file becomes: its heading with everything but letters, digits and
 * `_` as `_` (`Shelf size (m)` → `Shelf_size_m`), so that rules can name it; undefined when nothing is left.
 */
export function attributeName(heading: string): string | undefined {
  const name = heading
    .slice(0, 200)
    .replace(/[^\p{L}\p{N}_]+/gu, '_')
    .replace(/^_+(?=.)|_+$/g, '')
    .replace(/^(?=\p{N})/u, '_')
    .slice(0, 80);
  return AttributeName.safeParse(name).success ? name : undefined;
}
