/** The texts of a page in Chinese, which comes first, and the same in English: what one has, the other has too. */
export const inBothLanguages = <Texts>(
  zh: Texts,
  en: NoInfer<Texts>,
): Readonly<{ zh: Texts; en: Texts }> => ({
  zh,
  en,
});

/** Texts that are looked up by names which the service or a plan gives; one that is not known has none. */
export const byName = <Texts extends object>(texts: Texts) =>
  texts as Texts & Readonly<Record<string, Texts[keyof Texts]>>;
