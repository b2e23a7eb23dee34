import type { Command } from 'commander';
import { RuleSpecs } from '../../schemas/rule-specs.ts';
import { LaurelError, type PlacedError } from '../app/errors.ts';
import { parseDocument, readPlan } from '../app/plan/read-plan.ts';
import { runSpecs } from '../app/specs/run-specs.ts';
import { planDirectory } from '../node/directories.ts';
import { openThrowAway } from '../node/open-store.ts';
import { createOutput } from './output.ts';
import { selectPlans } from './plan-folders.ts';

export const addTestCommand = (program: Command): void => {
  program
    .command('test')
    .description('run the readable cases (*.specs.json) of rules')
    .argument('<path...>', 'a plan folder, a folder above several, or one rule or specs file')
    .option('--json', 'print the results as JSON')
    .action(test);
};

const test = async (paths: readonly string[], options: Readonly<{ json?: boolean }>): Promise<void> => {
  const output = createOutput(options.json === true);
  const results: { file: string; name: string; differences: readonly string[] }[] = [];
  const database = await openThrowAway();
  try {
    for (const { folder, selects } of await selectPlans(paths)) {
      const files = await planDirectory(folder);
      const plan = readPlan(files);
      for (const [file, text] of files) {
        if (!file.endsWith('.specs.json') || !selects(file)) continue;
        const errors: PlacedError[] = [];
        const specs = parseDocument(file, text, RuleSpecs, errors);
        if (!specs) throw new LaurelError('unusable-file', `The cases of ${folder} cannot be read.`, errors);
        output.progress(`${folder}/${file}`);
        for (const result of await runSpecs(database.db, plan, specs))
          results.push({ file: `${folder}/${file}`, ...result });
      }
    }
  } finally {
    await database.close();
  }
  const failed = results.filter((result) => result.differences.length > 0);
  const lines = failed.flatMap(({ file, name, differences }) => [
    `${file}: ${name}`,
    ...differences.map((each) => `  ${each}`),
  ]);
  output.result(
    [...lines, `${results.length - failed.length} cases passed, ${failed.length} failed.`].join('\n'),
    { results },
  );
  if (results.length === 0)
    throw new LaurelError('unusable-file', 'There are no cases (*.specs.json) there.');
  if (failed.length > 0)
    throw new LaurelError('invalid', `${failed.length} of ${results.length} cases failed.`);
};
