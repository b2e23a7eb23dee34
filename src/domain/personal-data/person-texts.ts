/** What names a person, and the internal id that takes the place of all of it. */
export type NamedPerson = Readonly<{
  id: string;
  code: string;
  name: string;
  employeeNo: string | null;
  attributes: Readonly<Record<string, string>>;
}>;

/** Finds and replaces what names a person in texts that anybody may have written. */
export type PersonTexts = Readonly<{
  /** The texts that name the person wherever they stand. */
  needles: readonly string[];
  isIn(text: string): boolean;
  /** The text with the internal id in place of each of them. */
  erase(text: string): string;
  /** The same for every text of a JSON value, and for the code where fields of that name hold codes of reps. */
  eraseJson(value: unknown): unknown;
}>;

/** Fields that hold the code of a rep, however short it is. */
const CODE_FIELDS: ReadonlySet<string> = new Set(['rep', 'member', 'manager', 'actor', 'maker', 'checker']);

export const personTexts = (person: NamedPerson): PersonTexts => {
  const { id, code, name, employeeNo, attributes } = person;
  const needles = [
    ...new Set([
      ...[code, name, employeeNo ?? ''].filter(isTelling),
      ...Object.values(attributes).filter(isContact),
    ]),
  ].sort((a, b) => b.length - a.length);
  const pattern = needles.length === 0 ? undefined : new RegExp(needles.map(bounded).join('|'), 'gu');
  const erase = (text: string): string => (pattern ? text.replaceAll(pattern, id) : text);
  const eraseJson = (value: unknown, field?: string): unknown => {
    if (typeof value === 'string')
      return value === code && field !== undefined && CODE_FIELDS.has(field) ? id : erase(value);
    if (Array.isArray(value)) return value.map((each) => eraseJson(each, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, eraseJson(each, key)]));
  };
  return { needles, isIn: (text) => erase(text) !== text, erase, eraseJson };
};

/**
 * Whether a text stands for nobody else by accident: two characters of Chinese do, and codes such as R02. A word such as
 * “ann”, or a number of a few digits, would be found in what has nothing to do with the person.
 */
const isTelling = (text: string): boolean =>
  /[^\p{ASCII}]/u.test(text)
    ? text.length >= 2
    : (text.length >= 4 && !/^\d{1,5}$/.test(text)) ||
      (text.length === 3 && /\d/.test(text) && /[A-Za-z]/.test(text));

/** Numbers of telephones and identity cards, and addresses; a town or a grade is that of many. */
const isContact = (text: string): boolean =>
  (text.match(/\d/g)?.length ?? 0) >= 8 ? !/^\d{4}-\d\d-\d\d/.test(text) : /\S@\S/.test(text);

/** R1 is not found in R12; a Chinese name is found in a sentence, which has no spaces. */
const bounded = (needle: string): string => {
  const edge = (character: string | undefined) => /[A-Za-z0-9]/.test(character ?? '');
  const escaped = needle.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return `${edge(needle[0]) ? '(?<![A-Za-z0-9])' : ''}${escaped}${edge(needle.at(-1)) ? '(?![A-Za-z0-9])' : ''}`;
};
