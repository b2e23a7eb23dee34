import { parseTokens } from '../http/tokens.ts';
import type { Configuration } from './configuration.ts';
import { type KeptTokens, keptTokens, newToken } from './kept-tokens.ts';
import { demoHolders } from './personas.ts';

/**
 * Who may come in: whom the configuration names, else the personas of a demo, else an administrator, whose token is made
 * at the first start.
 * @throws LaurelError `invalid` for a list of tokens that is none.
 */
export const tokenHolders = async (
  { tokens, dataDir }: Pick<Configuration, 'tokens' | 'dataDir'>,
  isDemo: boolean,
): Promise<KeptTokens> => {
  if (tokens !== undefined) return { holders: parseTokens(tokens, 'LAUREL_TOKENS'), made: false };
  return isDemo
    ? keptTokens(dataDir, 'demo-tokens.json', demoHolders)
    : keptTokens(dataDir, 'access-tokens.json', () => [
        { token: newToken(), actor: 'administrator', roles: ['admin'] },
      ]);
};
