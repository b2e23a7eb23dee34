import type { KeyScopes } from '../../../schemas/api-key.ts';
import { admit, type Context } from '../context.ts';
import { mayDo, OPERATIONS, type Operation } from '../operations.ts';

/** What an integrator may do, and so what a key can be scoped to. */
export const SCOPES = (Object.keys(OPERATIONS) as Operation[]).filter((operation) =>
  mayDo('integrator', operation),
);

/** What a key can be scoped to, for whoever may see keys. */
export const readScopes = (context: Context): KeyScopes => {
  admit(context, 'read-keys');
  return { operations: [...SCOPES] };
};
