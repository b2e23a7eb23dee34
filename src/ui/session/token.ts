/**
 * The token of whoever is signed in, in the local storage: a rep opens the app many times a day, each time as a new
 * session of the browser. No script of others runs on our pages, and a token can be withdrawn at the service. All
 * tabs share it, so that what one of them does with it concerns the others.
 */
const KEY = 'laurel.token';

/** Why nobody is signed in; it stands beside the token, since any tab may be the one that is refused. */
const REFUSED = 'laurel.refused';

export const token = (): string | undefined => localStorage.getItem(KEY) ?? undefined;

export const keepToken = (given: string): void => {
  localStorage.setItem(KEY, given);
  localStorage.removeItem(REFUSED);
};

/** Whether the last token was refused, and nobody has signed in since. */
export const wasRefused = (): boolean => localStorage.getItem(REFUSED) !== null;

/** Leaves by loading the sign-in page anew, so that nothing of the one who leaves stays in memory. */
export const leave = (): void => {
  localStorage.removeItem(KEY);
  window.location.assign('/sign-in');
};

/** Leaves because the service knows a token no more, unless it is that of an earlier session. */
export const leaveRefused = (refused: string): void => {
  if (token() !== refused) return;
  localStorage.setItem(REFUSED, 'yes');
  leave();
};

/** Begins anew when another tab has signed in, signed out or been refused: what is shown here was for somebody else. */
export const followOtherTabs = (): void =>
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) window.location.assign('/');
  });
