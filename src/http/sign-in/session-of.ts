import type { Context } from 'hono';
import type { Actor, Store } from '../../app/context.ts';
import { actorOfPerson } from '../../app/people/identify-person.ts';
import { createRecentlyUsed, type RecentlyUsed } from '../../app/recently-used.ts';
import type { ApiEnv } from '../api.ts';
import type { Services } from '../services.ts';
import type { SignIn } from './create-sign-in.ts';
import { originOf } from './same-origin.ts';

/** Made once for a store and an address: that takes longer than asking it. A Worker has a store for each request. */
const made = new WeakMap<Store['db'], RecentlyUsed<SignIn>>();
/** Anybody can ask at any host. */
const MOST_MADE = 200;

/**
 * What lets people in at the address of a request, with the one provider of accounts that is to be asked, if any: whoever is
 * in already must not wait for a provider. Its library is only loaded when somebody is to be let in.
 */
export const signInOf = async (
  services: Services,
  c: Context<ApiEnv>,
  provider?: string,
): Promise<SignIn> => {
  const door = { tenant: c.get('tenant'), store: c.get('store') };
  const origin = originOf(c);
  const ofStore = made.get(door.store.db) ?? createRecentlyUsed<SignIn>(MOST_MADE);
  made.set(door.store.db, ofStore);
  const key = `${door.tenant} ${origin} ${provider ?? ''}`;
  const known = ofStore.get(key);
  if (known) return known;
  const { createSignIn } = await import('./create-sign-in.ts');
  const signIn = createSignIn(door, origin, onlyWith(services, provider), (work) =>
    services.background(c, work),
  );
  ofStore.set(key, signIn);
  return signIn;
};

const onlyWith = (services: Services, provider: string | undefined): Services => ({
  ...services,
  signIn: { ...services.signIn, providers: services.signIn.providers.filter(({ id }) => id === provider) },
});

/** Whether a request brings a session, of whomever. */
export const hasSession = (c: Context): boolean =>
  /(^|;\s*)(__Secure-)?laurel\.session_token=/.test(c.req.header('cookie') ?? '');

/** Whether a request comes from a phone that a PIN was chosen on. */
export const hasDevice = (c: Context): boolean =>
  /(^|;\s*)(__Secure-)?laurel\.device=/.test(c.req.header('cookie') ?? '');

/** Whom the session of a request stands for. A session that is used goes on. */
export const actorOfSession = async (services: Services, c: Context<ApiEnv>): Promise<Actor | undefined> => {
  const signIn = await signInOf(services, c);
  const { response, headers } = await signIn.api.getSession({
    headers: c.req.raw.headers,
    returnHeaders: true,
  });
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  return response ? actorOfPerson(c.get('tenant'), response.user) : undefined;
};
