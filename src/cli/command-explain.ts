import { type Command, Option } from 'commander';
import { explainAward } from '../app/explain/explain-award.ts';
import { explanationText, type Language } from '../app/explain/explanation-text.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

type Options = StoreOptions & Readonly<{ rep: string; rule: string; period: string; lang: Language }>;

export const addExplainCommand = (program: Command): void => {
  withStoreOptions(program.command('explain'))
    .description('why a rule paid a rep in a period, or what was missing')
    .requiredOption('--rep <code>', 'code of the rep')
    .requiredOption('--rule <code>', 'code of the rule')
    .requiredOption('--period <period>', 'such as 2017-03 or 2017-Q3')
    .addOption(
      new Option('--lang <language>', 'language of the explanation').choices(['en', 'zh']).default('en'),
    )
    .action(explain);
};

const explain = (options: Options): Promise<void> =>
  onStore(options, async ({ context }, output) => {
    const explanation = await explainAward(context, { ...options, at: Date.now() });
    output.result(explanationText(explanation, options.lang), explanation);
  });
