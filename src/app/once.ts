import { randomUUID } from 'node:crypto';
import {
  type Answer,
  claimKey,
  forgetKeys,
  readKey,
  releaseKey,
  saveAnswer,
} from '../storage/idempotency.ts';
import { type Context, transact } from './context.ts';

/** What a key that came with a request means for it. */
export type Claim =
  | Readonly<{ kind: 'new'; claim: string }>
  | Readonly<{ kind: 'under-way' }>
  | Readonly<{ kind: 'another-request' }>
  | Readonly<{ kind: 'answered'; answer: Answer }>;

/**
 * Claims the key that a sender gave a request, so that the same request again does nothing twice. Keys are the sender's
 * own, and are forgotten after a day; a request that was broken off may be sent again after two minutes.
 */
export const claimRequest = (
  context: Context,
  { key, requestHash }: Readonly<{ key: string; requestHash: string }>,
): Promise<Claim> =>
  transact(context, async (tx) => {
    const own = ownKey(context, key);
    const claim = randomUUID();
    if (await claimKey(tx, context.tenant, own, requestHash, claim)) return { kind: 'new', claim };
    const row = await readKey(tx, context.tenant, own);
    // Gone since: the request that had it was given up.
    if (!row) return { kind: 'under-way' };
    if (row.requestHash !== requestHash) return { kind: 'another-request' };
    return row.answer ? { kind: 'answered', answer: row.answer } : { kind: 'under-way' };
  });

/** Keeps the answer for whoever sends the request again; without one the key is free again. Only of the own claim. */
export const settleRequest = (
  { deadline: _, ...context }: Context,
  { key, claim, answer }: Readonly<{ key: string; claim: string; answer: Answer | undefined }>,
): Promise<void> =>
  // Also of a request that took too long: what it has come to stands.
  transact(context, (tx) => {
    const own = ownKey(context, key);
    return answer
      ? saveAnswer(tx, context.tenant, own, claim, answer)
      : releaseKey(tx, context.tenant, own, claim);
  });

/** Forgets the keys of yesterday. */
export const forgetRequests = (context: Context): Promise<void> =>
  transact(context, (tx) => forgetKeys(tx, context.tenant));

const ownKey = ({ actor }: Context, key: string): string => `${actor}\u0001${key}`;
