import { decimal } from '../money/decimal.ts';
import { type Finding, finding } from './finding.ts';
import type { LintedPlan } from './linted-plan.ts';
import { shownThreshold } from './shown-threshold.ts';
import { bandsIn } from './written-bands.ts';

/** Finds bands that end below where the next one begins: whoever lies between is paid by neither. */
export const checkBandGap = ({ documents, rules }: LintedPlan): Finding[] => [
  ...rules.flatMap(({ document, rule }) => gapsIn(document, rule)),
  ...gapsIn('targets.json', documents.targets),
];

const gapsIn = (document: string, content: unknown): Finding[] =>
  bandsIn(content, []).flatMap(({ path, amount }) =>
    amount.bands.flatMap(({ to }, index) => {
      const next = amount.bands[index + 1]?.from;
      if (to === undefined || next === undefined || !decimal(next).gt(decimal(to))) return [];
      const [from, until] = [shownThreshold(to, amount.on), shownThreshold(next, amount.on)];
      const whole = amount.mode === 'whole';
      return finding(
        'band-gap',
        { document, path: [...path, 'bands', index, 'to'] },
        {
          zh: whole
            ? `${from} 到 ${until} 之间没有档位，落在这里就是 0。`
            : `${from} 到 ${until} 这一段不算奖。`,
          en: whole
            ? `There is no band from ${from} to ${until}; whoever lands there gets nothing.`
            : `Nothing is paid for the part from ${from} to ${until}.`,
        },
        {
          zh: `把这一档的上限改成 ${until}，或者中间补一档。`,
          en: `End this band at ${until}, or add a band between.`,
        },
      );
    }),
  );
