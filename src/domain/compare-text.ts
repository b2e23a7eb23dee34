/** Order by UTF-16 code unit, which no locale changes; what decides between equals everywhere in Laurel. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
