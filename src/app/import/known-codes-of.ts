import { loadMasterData } from '../../storage/master-data.ts';
import { admit, type Context, transact } from '../context.ts';
import { parentsOf } from '../master-data/team-parents.ts';

/** What files may refer to without repeating it. */
export type KnownToStore = Readonly<{
  rep(code: string): boolean;
  team(code: string): boolean;
  parents?: ReadonlyMap<string, string>;
}>;

/** The codes of reps and teams that the store knows, which files may refer to without repeating them. */
export const knownCodesOf = async (context: Context): Promise<KnownToStore> => {
  admit(context, 'import-data');
  const rows = await transact(context, (tx) =>
    loadMasterData(tx, context.tenant, { outlets: [], products: [] }),
  );
  const reps = new Set(rows.reps.map((rep) => rep.code));
  const teams = new Set(rows.teams.map((team) => team.code));
  return { rep: (code) => reps.has(code), team: (code) => teams.has(code), parents: parentsOf(rows.teams) };
};
