import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../app/context.ts';
import { LaurelError } from '../app/errors.ts';
import { ROLES } from '../app/operations.ts';

/** Somebody who may come in with a token. */
export const TokenHolder = z.strictObject({
  token: z.string().regex(/^[\w.~+/-]{16,400}=*$/, '16 to 400 characters of a bearer token'),
  // Names that begin so are those of API keys.
  actor: z
    .string()
    .min(1)
    .max(200)
    .regex(/^(?!key:)/, 'a name that does not begin with “key:”'),
  roles: z.array(z.enum(ROLES)).min(1),
  rep: z.string().min(1).max(200).optional(),
});
export type TokenHolder = z.infer<typeof TokenHolder>;

/** Finds the actor of a token by its hash, so that how long it takes says nothing about the tokens there are. */
export const actorsByToken = (
  holders: readonly TokenHolder[],
  tenant: string,
): ((token: string) => Actor | undefined) => {
  const actors = new Map(
    holders.map(({ token, actor, roles, rep }) => [
      hashOf(token),
      { tenant, actor, roles, ...(rep !== undefined && { rep }) },
    ]),
  );
  return (token) => actors.get(hashOf(token));
};

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** @throws LaurelError `invalid` for a text that is no list of token holders; its values are not repeated. */
export const parseTokens = (text: string, place: string): TokenHolder[] => {
  const parsed = z.array(TokenHolder).safeParse(jsonOf(text));
  if (parsed.success) {
    const { data } = parsed;
    // Whoever shares an actor would be given the answers of the other under one idempotency key.
    if (new Set(data.map(({ actor }) => actor)).size < data.length)
      throw new LaurelError(
        'invalid',
        `${place} names an actor twice; give each a name and a token of its own.`,
      );
    if (new Set(data.map(({ token }) => token)).size < data.length)
      throw new LaurelError('invalid', `${place} gives one token to two actors.`);
    return data;
  }
  const where = parsed.error.issues.map(({ path }) => `/${path.join('/')}`).join(', ');
  throw new LaurelError(
    'invalid',
    `${place} is no list of tokens (${where}); write [{"token": …, "actor": …, "roles": [${ROLES.map((role) => `"${role}"`).join(' or ')}], "rep": …}].`,
  );
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
