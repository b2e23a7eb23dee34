import { useSyncExternalStore } from 'react';
import { type Language, WORDS, type Words } from './words.ts';

export type { Language, Words };

const KEY = 'laurel.language';
const listeners = new Set<() => void>();

const current = (): Language => (localStorage.getItem(KEY) === 'en' ? 'en' : 'zh');

const showOnPage = (): void => {
  document.documentElement.lang = current() === 'en' ? 'en' : 'zh-CN';
};

/** Remembered on this device. */
export const chooseLanguage = (language: Language): void => {
  localStorage.setItem(KEY, language);
  showOnPage();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

showOnPage();

/** The language that was chosen, Chinese before anybody has, and its words. */
export const useLanguage = (): Readonly<{ language: Language; words: Words }> => {
  const language = useSyncExternalStore(subscribe, current);
  return { language, words: WORDS[language] };
};
