import type { Me } from '../../schemas/actor.ts';
import { loadMasterData } from '../storage/master-data.ts';
import { type Context, transact } from './context.ts';

/** Who the actor is, which everybody may know of themselves. */
export const readMe = async (context: Context): Promise<Me> => {
  const { actor, name, tenant, roles, rep } = context;
  const me = { actor, ...(name !== undefined && { name }), tenant, roles: [...roles] };
  if (rep === undefined) return me;
  const { reps } = await transact(context, (tx) => loadMasterData(tx, tenant, { outlets: [], products: [] }));
  return { ...me, rep: { code: rep, name: reps.find(({ code }) => code === rep)?.name ?? rep } };
};
