/** What a link carries behind the `#`, which browsers send nowhere. */
const behindHash = (): string => {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return '';
  }
};

const isAt = (path: string): boolean => window.location.pathname === path;

const takeToken = (): string | undefined => {
  const given = behindHash();
  if (!isAt('/sign-in') || given === '') return undefined;
  window.history.replaceState(null, '', '/sign-in');
  return given;
};

/** The token of a persona by which this page was opened. It does not stay in the address. */
export const tokenGiven = takeToken();

/** The secret of the link by which `/join` or `/reset` was opened. It stays, so that the page can be loaded again. */
export const linkGiven = behindHash;

/** A link that is opened on the page itself changes what stands behind the `#`, and loads nothing. */
export const followLinks = (): void =>
  window.addEventListener('hashchange', () => {
    if (isAt('/sign-in') || isAt('/join') || isAt('/reset')) window.location.reload();
  });
