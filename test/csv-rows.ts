/** The rows of a CSV text by the headings of its first line; cells in quotes may hold commas. */
export const csvRows = (text: string): Record<string, string>[] => {
  const [heading = '', ...lines] = text.trimEnd().split('\n');
  const names = cellsOf(heading);
  return lines.map((line) =>
    Object.fromEntries(cellsOf(line).map((cell, index) => [names[index] ?? '', cell])),
  );
};

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
