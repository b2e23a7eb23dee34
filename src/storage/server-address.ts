import { DatabaseUnusable } from './database.ts';

const EXAMPLE = 'postgres://user:password@host:5432/database';

/** @throws DatabaseUnusable for what is no address of a PostgreSQL server. */
export const requireAddress = (url: string): void => {
  const protocol = URL.canParse(url) ? new URL(url).protocol : '';
  if (protocol !== 'postgres:' && protocol !== 'postgresql:')
    throw new DatabaseUnusable(`The address of the database is not a PostgreSQL URL; write ${EXAMPLE}.`);
};

type Place = Readonly<{ server: string; login: string; database: string }>;

const placeOf = (url: string): Place => {
  const { hostname, port, username, pathname, searchParams } = new URL(url);
  const host = searchParams.get('host') ?? (decodeURIComponent(hostname) || 'localhost');
  return {
    server: host.startsWith('/') ? host : `${host}:${port || '5432'}`,
    login: decodeURIComponent(username),
    database: decodeURIComponent(pathname.slice(1)),
  };
};

/** The address as people may read it: without the password. */
export const shownAddress = (url: string): string => {
  const { server, login, database } = placeOf(url);
  return `${login ? `${login}@` : ''}${server}/${database}`;
};

const SENTENCES: Readonly<Record<string, (place: Place) => string>> = {
  ECONNREFUSED: ({ server }) =>
    `No PostgreSQL server answers at ${server}; start it, or correct the address.`,
  ENOENT: ({ server }) => `No PostgreSQL server answers at ${server}; start it, or correct the address.`,
  ENOTFOUND: ({ server }) => `There is no host ${server}; correct the address.`,
  EAI_AGAIN: ({ server }) =>
    `The host ${server} could not be looked up; correct the address, or try again later.`,
  CONNECT_TIMEOUT: ({ server }) =>
    `${server} did not answer in time; correct the address, or try again later.`,
  '28P01': ({ server, login }) => `${server} refused the password of the login “${login}”; correct it.`,
  '28000': ({ server, login }) =>
    `${server} does not let the login “${login}” in; correct it, or let an administrator allow it.`,
  '3D000': ({ server, database }) =>
    `There is no database “${database}” at ${server}; create it with createdb, or correct the address.`,
  '53300': ({ server }) => `${server} has no connection left; end other programs, or try again later.`,
};

/** A failure to connect as a sentence without the password; undefined for any other failure. */
export const connectionFailure = (error: unknown, url: string): DatabaseUnusable | undefined => {
  for (let each = error; each instanceof Error; each = each.cause) {
    const sentence = 'code' in each ? SENTENCES[String(each.code)] : undefined;
    if (sentence) return new DatabaseUnusable(sentence(placeOf(url)), { cause: error });
  }
  return undefined;
};
