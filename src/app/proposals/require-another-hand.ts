import { apiKeyMakers } from '../../storage/api-keys.ts';
import type { Queryable } from '../../storage/database.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';

/** Who made something: an actor, and the internal id of the rep who that is. */
export type Maker = Readonly<{ actor: string; rep: string | null }>;

/** The actor of a context, as a maker. */
export const makerOf = (context: Context): Maker => ({
  actor: context.actor,
  rep: context.rep === undefined ? null : identitiesOf(context).rep(context.rep),
});

/**
 * The one place that decides whether somebody may approve or refuse what another has made; roles play no part in it. One
 * hand is: the same actor; the same rep, by whatever name; a key and whoever made a key of that name; two keys of one maker.
 * @throws LaurelError `forbidden` where both are one hand.
 */
export const requireAnotherHand = async (tx: Queryable, context: Context, maker: Maker): Promise<void> => {
  const own = makerOf(context);
  const isSameRep = own.rep !== null && own.rep === maker.rep;
  const hands = await handsOf(tx, context, own.actor);
  const makers = await handsOf(tx, context, maker.actor);
  if (!isSameRep && !makers.some((hand) => hands.includes(hand))) return;
  throw new LaurelError(
    'forbidden',
    'It takes four eyes: who made this, by whichever name, role or key, does not decide on it.',
  );
};

/** An actor, and for a key those who have made it. */
const handsOf = async (tx: Queryable, { tenant }: Context, actor: string): Promise<string[]> => {
  const name = /^key:(.+)$/u.exec(actor)?.[1];
  return name === undefined ? [actor] : [actor, ...(await apiKeyMakers(tx, tenant, name))];
};
