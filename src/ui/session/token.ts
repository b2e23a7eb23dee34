/**
 * The token of whoever is signed in, in the local storage: a rep opens the app many times a day, each time as a new
 * session of the browser. No script of others runs on our pages, and a token can be withdrawn at the service.
 */
const KEY = 'laurel.token';

/** Why the sign-in page is shown; not in its address, which another way to it may replace at the same moment. */
const REFUSED = 'laurel.refused';

export const token = (): string | undefined => localStorage.getItem(KEY) ?? undefined;

export const keepToken = (given: string): void => {
  localStorage.setItem(KEY, given);
  sessionStorage.removeItem(REFUSED);
};

/** Whether the last token was refused, and nobody has signed in since. */
export const wasRefused = (): boolean => sessionStorage.getItem(REFUSED) !== null;

/** Leaves by loading the sign-in page anew, so that nothing of the one who leaves stays in memory. */
export const leave = (because?: 'refused'): void => {
  localStorage.removeItem(KEY);
  if (because === 'refused') sessionStorage.setItem(REFUSED, 'yes');
  window.location.assign('/sign-in');
};
