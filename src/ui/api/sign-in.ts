import { queryOptions } from '@tanstack/react-query';
import { accepted } from './answered.ts';
import { asSignedIn } from './as-signed-in.ts';

type Fetch = typeof fetch;

const post = async <Answer>(ask: Fetch, path: string, body: object): Promise<Answer> => {
  const headers = { 'content-type': 'application/json' };
  const answer = await accepted(
    ask(`/api/auth${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
  return (await answer.json()) as Answer;
};

const get = async <Answer>(path: string): Promise<Answer> =>
  (await (await accepted(asSignedIn(`/api/auth${path}`))).json()) as Answer;

/**
 * A step of signing in, by somebody who is nobody yet.
 * @throws RequestRefused whose problem has the reason.
 */
export const askToSignIn = <Answer = unknown>(path: string, body: object): Promise<Answer> =>
  post<Answer>(fetch, path, body);

/**
 * A change of how the one who is signed in gets in.
 * @throws RequestRefused whose problem has the reason.
 */
export const changeSignIn = <Answer = unknown>(path: string, body: object): Promise<Answer> =>
  post<Answer>(asSignedIn, path, body);

/** For whom a link of an invitation is, and with what that one can sign in from then on. */
export type Invited = Readonly<{
  name: string;
  withPin: boolean;
  withPassword: boolean;
  needsEmail: boolean;
}>;

/** Somewhere somebody is signed in. */
export type Session = Readonly<{
  id: string;
  token: string;
  userAgent?: string | null;
  updatedAt: string;
}>;

/** With what somebody signs in: `credential` is a password, everything else a provider. */
export type Account = Readonly<{ id: string; providerId: string }>;

export const sessionsQuery = () =>
  queryOptions({ queryKey: ['sessions'], queryFn: () => get<readonly Session[]>('/list-sessions') });

export const thisSessionQuery = () =>
  queryOptions({ queryKey: ['this-session'], queryFn: () => get<{ id: string }>('/this-session') });

export const accountsQuery = () =>
  queryOptions({ queryKey: ['accounts'], queryFn: () => get<readonly Account[]>('/list-accounts') });
