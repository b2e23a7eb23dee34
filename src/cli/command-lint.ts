import type { Command } from 'commander';
import { LaurelError } from '../app/errors.ts';
import { readPlan } from '../app/plan/read-plan.ts';
import type { Finding } from '../domain/lint/finding.ts';
import { lintPlan } from '../domain/lint/lint-plan.ts';
import { planDirectory } from '../node/directories.ts';
import { createOutput } from './output.ts';
import { selectPlans } from './plan-folders.ts';

type Options = Readonly<{ json?: boolean; lang: 'en' | 'zh'; strict?: boolean }>;

export const addLintCommand = (program: Command): void => {
  program
    .command('lint')
    .description('check plans and rules: files, names and types, and what compiles but surprises')
    .argument('<path...>', 'a plan folder, a folder above several, or one rule file')
    .option('--lang <language>', 'en or zh', 'en')
    .option('--strict', 'fail (1) on warnings too')
    .option('--json', 'print the findings as JSON')
    .action(lint);
};

const lint = async (paths: readonly string[], options: Options): Promise<void> => {
  const output = createOutput(options.json === true);
  const language = options.lang === 'zh' ? 'zh' : 'en';
  const findings: (Finding & { folder: string })[] = [];
  let plans = 0;
  for (const { folder, selects } of await selectPlans(paths)) {
    plans += 1;
    const { ruleSet } = readPlan(await planDirectory(folder));
    for (const finding of lintPlan(ruleSet))
      if (selects(finding.document)) findings.push({ folder, ...finding });
  }
  const errors = findings.filter((finding) => finding.severity === 'error').length;
  const lines = findings.map(({ folder, document, pointer, severity, code, message, remedy }) => {
    return `${folder}/${document} ${pointer} ${severity} ${code}\n  ${message[language]} ${remedy[language]}`;
  });
  output.result(
    [...lines, `${plans} plans read; ${errors} errors, ${findings.length - errors} warnings.`].join('\n'),
    { findings },
  );
  if (errors > 0 || (options.strict && findings.length > 0)) {
    throw new LaurelError('invalid', 'The rules need another look before they are published.');
  }
};
