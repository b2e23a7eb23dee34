/**
 * Who is signed in is known by a cookie that no script can read. All tabs share it, so they also share a mark of the
 * session, which says nothing but that it is another one than before: what one tab does concerns the others, and a
 * refusal concerns only the session that was asked with.
 */
const KEY = 'laurel.session';

/** Why nobody is signed in; it stands beside the mark, since any tab may be the one that is refused. */
const REFUSED = 'laurel.refused';

/** The mark of the session as it is now; undefined before anybody has signed in. */
export const sessionMark = (): string | undefined => localStorage.getItem(KEY) ?? undefined;

const markNew = (): void => {
  localStorage.setItem(KEY, `${Date.now()}.${Math.random()}`);
  localStorage.removeItem(REFUSED);
};

/** Enters after the service has opened a session, with nothing kept of whoever was there before. */
export const enter = (): void => {
  markNew();
  window.location.assign('/');
};

/** Notes a session that a provider of accounts has led into, or that is older than the mark. */
export const noteSession = (): void => {
  if (sessionMark() === undefined) markNew();
};

/** Whether the last session was refused, and nobody has signed in since. */
export const wasRefused = (): boolean => localStorage.getItem(REFUSED) !== null;

/** Leaves by loading the sign-in page anew, so that nothing of the one who leaves stays in memory. */
export const leave = (): void => {
  localStorage.removeItem(KEY);
  window.location.assign('/sign-in');
};

/** Leaves because the service knows a session no more, unless another one has begun since it was asked with. */
export const leaveRefused = (mark: string | undefined): void => {
  if (sessionMark() !== mark) return;
  if (mark !== undefined) localStorage.setItem(REFUSED, 'yes');
  leave();
};

/** Begins anew when another tab has signed in, signed out or been refused: what is shown here was for somebody else. */
export const followOtherTabs = (): void =>
  window.addEventListener('storage', ({ key }) => {
    if (key === KEY || key === null) window.location.assign('/');
  });
