import type { TeamRow } from '../../storage/master-data.ts';

/** The parent of each team that has one, by code. */
export const parentsOf = (teams: readonly TeamRow[]): ReadonlyMap<string, string> => {
  const codes = new Map(teams.map(({ id, code }) => [id, code]));
  return new Map(
    teams.flatMap(({ code, parentId }) => {
      const parent = parentId === null ? undefined : codes.get(parentId);
      return parent === undefined ? [] : [[code, parent] as const];
    }),
  );
};
