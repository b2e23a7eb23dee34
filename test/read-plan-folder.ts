import { fileURLToPath } from 'node:url';
import { type ReadPlan, readPlan } from '../src/app/plan/read-plan.ts';
import { planDirectory } from '../src/node/directories.ts';

/** A plan of the repository by the name of its folder. */
export const planFolder = (name: string): string =>
  fileURLToPath(new URL(`../rules/plans/${name}`, import.meta.url));

export const readPlanFolder = async (name: string): Promise<ReadPlan> =>
  readPlan(await planDirectory(planFolder(name)));
