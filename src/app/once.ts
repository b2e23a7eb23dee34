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
  | Readonly<{ kind: 'new' | 'under-way' | 'another-request' }>
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
    if (await claimKey(tx, context.tenant, own, requestHash)) return { kind: 'new' };
    const row = await readKey(tx, context.tenant, own);
    if (row?.requestHash !== requestHash) return { kind: 'another-request' };
    return row.answer ? { kind: 'answered', answer: row.answer } : { kind: 'under-way' };
  });

/** Keeps the answer for whoever sends the request again; without one the key is free again. */
export const settleRequest = (
  context: Context,
  { key, answer }: Readonly<{ key: string; answer: Answer | undefined }>,
): Promise<void> =>
  transact(context, (tx) => {
    const own = ownKey(context, key);
    return answer ? saveAnswer(tx, context.tenant, own, answer) : releaseKey(tx, context.tenant, own);
  });

/** Forgets the keys of yesterday. */
export const forgetRequests = (context: Context): Promise<void> =>
  transact(context, (tx) => forgetKeys(tx, context.tenant));

const ownKey = ({ actor }: Context, key: string): string => `${actor}\u0001${key}`;
