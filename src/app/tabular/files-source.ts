import type { DataSource } from './imported-data.ts';

/** Files by name, as text or as the bytes of any encoding. */
export type GivenFiles = ReadonlyMap<string, string | Uint8Array>;

/** Files as a source of data, without a disk. Reading one that is not among them rejects. */
export const filesSource = (files: GivenFiles): DataSource => ({
  list: async () => [...files.keys()].sort(),
  read: async (name) => {
    const content = files.get(name);
    if (content === undefined) throw new RangeError(`there is no file ${name}`);
    return typeof content === 'string' ? new TextEncoder().encode(content) : content;
  },
});
