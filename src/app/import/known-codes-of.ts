import { loadMasterData } from '../../storage/master-data.ts';
import { admit, type Context, transact } from '../context.ts';

/** The codes of reps and teams that the store knows, which files may refer to without repeating them. */
export const knownCodesOf = async (
  context: Context,
): Promise<Readonly<{ rep(code: string): boolean; team(code: string): boolean }>> => {
  admit(context, 'import-data');
  const rows = await transact(context, (tx) => loadMasterData(tx, context.tenant));
  const reps = new Set(rows.reps.map((rep) => rep.code));
  const teams = new Set(rows.teams.map((team) => team.code));
  return { rep: (code) => reps.has(code), team: (code) => teams.has(code) };
};
