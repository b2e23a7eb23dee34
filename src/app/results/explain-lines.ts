import { canonicalJson } from '../../domain/canonical-json.ts';
import { codeOf } from './codes.ts';
import { lineAmount } from './line-amount.ts';
import type { Results } from './read-results.ts';

/** One JSON object a line for each award: what it grants, why, and what it rests on; in canonical order. */
export const explainLines = ({ awards, population, evidence }: Results): string =>
  awards
    .map((award) =>
      canonicalJson({
        award: award.award,
        rule: award.rule,
        version: award.ruleVersion,
        subject: codeOf(award.subject, population),
        recipient: codeOf(award.recipient, population),
        window: award.window,
        period: award.payPeriod,
        time: new Date(award.time).toISOString(),
        lines: award.lines.map((line) => ({
          medium: line.medium,
          payer: line.payer,
          amount: lineAmount(line),
          currency: line.currency,
          item: line.item,
        })),
        evidence: award.evidence.map((id) => evidence.get(id) ?? { id }),
        why: award.trace,
      }),
    )
    .map((line) => `${line}\n`)
    .join('');
