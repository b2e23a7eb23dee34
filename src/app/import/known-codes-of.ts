import { loadMasterData } from '../../storage/master-data.ts';
import { admit, type Context, identitiesOf, transact } from '../context.ts';
import { parentsOf } from '../master-data/team-parents.ts';

/** What files may refer to without repeating it. */
export type KnownToStore = Readonly<{
  rep(code: string): boolean;
  team(code: string): boolean;
  /** Whether a code was that of somebody who was erased. */
  erased?(code: string): boolean;
  parents?: ReadonlyMap<string, string>;
}>;

/** The codes of reps and teams that the store knows, which files may refer to without repeating them. */
export const knownCodesOf = async (context: Context): Promise<KnownToStore> => {
  admit(context, 'import-data');
  const rows = await transact(context, (tx) =>
    loadMasterData(tx, context.tenant, { outlets: [], products: [] }),
  );
  const reps = new Set(rows.reps.flatMap((rep) => (rep.erasedAt === null ? rep.code : [])));
  const erased = new Set(rows.reps.flatMap((rep) => (rep.erasedAt === null ? [] : rep.id)));
  const identities = identitiesOf(context);
  const teams = new Set(rows.teams.map((team) => team.code));
  return {
    rep: (code) => reps.has(code),
    team: (code) => teams.has(code),
    erased: (code) => erased.size > 0 && erased.has(identities.rep(code)),
    parents: parentsOf(rows.teams),
  };
};
