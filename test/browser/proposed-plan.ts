import { planDirectory } from '../../src/node/directories.ts';
import { planFolder } from '../read-plan-folder.ts';
import { ask } from './open-browser.ts';

/** HR proposes the plan of the demo without one of its rules, and says why. */
export const proposeWithout = async (rule: string, reason: string): Promise<void> => {
  const folder = [...(await planDirectory(planFolder('demo')))].filter(
    ([path, text]) => text !== '' && path !== `rules/${rule}.json` && !path.endsWith('.specs.json'),
  );
  const files = Object.fromEntries(folder.map(([path, text]) => [path, JSON.parse(text) as unknown]));
  await ask('/plans/proposals', 'hr', { method: 'POST', body: JSON.stringify({ reason, files }) });
};
