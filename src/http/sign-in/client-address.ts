/** Tells the sign-in library from which address a request came; set by us alone, whatever came with the request. */
export const CLIENT_ADDRESS = 'x-laurel-client';
