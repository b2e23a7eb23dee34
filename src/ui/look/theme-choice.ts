import { useSyncExternalStore } from 'react';

/** `public/theme.js` reads what is kept under this name, and shows it when an event of the same name comes. */
const KEY = 'laurel.theme';

export type Theme = 'light' | 'dark';
export type ThemeChoice = Theme | 'system';

const chosen = (): ThemeChoice => {
  const kept = localStorage.getItem(KEY);
  return kept === 'light' || kept === 'dark' ? kept : 'system';
};

/** Remembered on this device. */
export const chooseTheme = (choice: ThemeChoice): void => {
  if (choice === 'system') localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, choice);
  window.dispatchEvent(new Event(KEY));
};

const subscribe = (listener: () => void): (() => void) => {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  window.addEventListener(KEY, listener);
  return () => {
    observer.disconnect();
    window.removeEventListener(KEY, listener);
  };
};

/** What was chosen, `system` before anybody has, and which theme is shown. */
export const useTheme = (): Readonly<{ choice: ThemeChoice; shown: Theme }> => ({
  choice: useSyncExternalStore(subscribe, chosen),
  shown: useSyncExternalStore(subscribe, () =>
    document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  ),
});
