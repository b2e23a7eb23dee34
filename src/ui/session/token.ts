/**
 * The token of whoever is signed in, in the local storage: a rep opens the app many times a day, each time as a new
 * session of the browser. No script of others runs on our pages, and a token can be withdrawn at the service.
 */
const KEY = 'laurel.token';

export const token = (): string | undefined => localStorage.getItem(KEY) ?? undefined;

export const keepToken = (given: string): void => localStorage.setItem(KEY, given);

/** Leaves by loading the sign-in page anew, so that nothing of the one who leaves stays in memory. */
export const leave = (because?: 'refused'): void => {
  localStorage.removeItem(KEY);
  window.location.assign(because === 'refused' ? '/sign-in?again' : '/sign-in');
};
