import type { DataSource } from './imported-data.ts';

/** Texts by file name as a source of data, without a disk. Reading a file that is not among them rejects. */
export const filesSource = (files: ReadonlyMap<string, string>): DataSource => ({
  list: async () => [...files.keys()].sort(),
  read: async (name) => {
    const text = files.get(name);
    if (text === undefined) throw new RangeError(`there is no file ${name}`);
    return new TextEncoder().encode(text);
  },
});
