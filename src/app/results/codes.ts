import type { Population } from '../../domain/population.ts';

/** The code that people know for an internal id; the id itself once the code has been erased. */
export const codeOf = (id: string, population: Population): string =>
  (
    population.reps.get(id) ??
    population.teams.get(id) ??
    population.outlets.get(id) ??
    population.products.get(id)
  )?.code ?? id;

/** An account's name with the codes people know: `rep:Anna Snelling:cash`. */
export const accountLabel = (account: string, population: Population): string =>
  account.startsWith('rep:')
    ? account.replace(/^rep:([^:]+)/, (_, id: string) => `rep:${codeOf(id, population)}`)
    : account;
