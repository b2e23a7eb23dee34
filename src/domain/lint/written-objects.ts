type Path = readonly (string | number)[];

/** An object somewhere in a document, with its path. */
export type WrittenObject = Readonly<{ path: Path; object: Readonly<Record<string, unknown>> }>;

/** Every object of a JSON value, itself included, outer ones first. */
export const objectsIn = (value: unknown, path: Path = []): WrittenObject[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((element, index) => objectsIn(element, [...path, index]));
  const object = value as Readonly<Record<string, unknown>>;
  return [
    { path, object },
    ...Object.entries(object).flatMap(([key, inner]) => objectsIn(inner, [...path, key])),
  ];
};
