import { parseTokens, type TokenHolder } from '../http/tokens.ts';
import type { Configuration } from './configuration.ts';
import { keptTokens } from './kept-tokens.ts';
import { demoHolders } from './personas.ts';

/**
 * Who has a token besides those with keys and sessions: whom the configuration names, and in a demo its personas.
 * @throws LaurelError `invalid` for a list of tokens that is none.
 */
export const tokenHolders = async (
  { tokens, dataDir }: Pick<Configuration, 'tokens' | 'dataDir'>,
  isDemo: boolean,
): Promise<readonly TokenHolder[]> => {
  if (tokens !== undefined) return parseTokens(tokens, 'LAUREL_TOKENS');
  return isDemo ? keptTokens(dataDir, demoHolders) : [];
};
