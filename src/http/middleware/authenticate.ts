import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Actor, Store } from '../../app/context.ts';
import { findKey } from '../../app/keys/find-key.ts';
import { KEY_PREFIX } from '../../app/keys/key-token.ts';
import type { Allowances } from '../../app/limits/allowances.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';
import { countGuesses } from './limit-rates.ts';
import { deadlineOf } from './time-limit.ts';

/** Opens the store for a request and closes it when the answer is on its way. */
export const openStoreOf = ({ openStore }: Pick<Services, 'openStore'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { store, close } = await openStore();
    c.set('store', store);
    try {
      await next();
    } finally {
      await close();
    }
  });

type Asking = Pick<Services, 'actorOf' | 'clientAddress' | 'limits' | 'tenant'>;

/** Refuses who brings no bearer token, or that of nobody, or has guessed too often. */
export const authenticate = (services: Asking, allowances: Allowances) => {
  const guesses = countGuesses(services, allowances);
  return createMiddleware<ApiEnv>(async (c, next) => {
    const token = /^Bearer ([\w.~+/-]{16,400}=*)$/i.exec(c.req.header('authorization') ?? '')?.[1];
    const store = c.get('store');
    if (token === undefined) return unknown(c);
    const refusal = guesses.refusal(c);
    if (refusal) return refusal;
    const actor = await holderOf(services, store, token);
    if (!actor) return (await guesses.count(c)) ?? unknown(c);
    c.set('context', { ...actor, store, ...deadlineOf(c, services.limits) });
    return next();
  });
};

const unknown = (c: Context<ApiEnv>): Response =>
  problemResponse(c, {
    code: 'unauthenticated',
    detail: 'Send the header “Authorization: Bearer …” with a token that is valid here.',
  });

/** Whom a token stands for: a key is looked up in the store of the tenant. */
const holderOf = (
  { actorOf, tenant }: Pick<Services, 'actorOf' | 'tenant'>,
  store: Store,
  token: string,
): Promise<Actor | undefined> =>
  token.startsWith(KEY_PREFIX) ? findKey({ tenant, store }, token) : actorOf(token);
