import { addDays } from '../../domain/calendar/local-date.ts';
import type { Queryable } from '../../storage/database.ts';
import { identitiesOf } from '../context.ts';
import { closingsWithin } from '../settlement/closings.ts';
import { judgeClosing, loadClosing } from '../settlement/judge-closings.ts';
import type { NotGranted } from './explanation.ts';
import { notGranted } from './not-granted.ts';
import type { Question } from './question.ts';

/** Judges the closings of the period again, recording nothing, and explains those at which the rep got nothing. */
export const missedAtCloses = async (tx: Queryable, question: Question): Promise<NotGranted[]> => {
  const { context, ruleSet, population, rule, rep, period } = question;
  const missed: NotGranted[] = [];
  for (const closing of closingsWithin(ruleSet, period).filter((each) => each.rules.includes(rule))) {
    const sources = await loadClosing(tx, context.tenant, ruleSet, population, closing);
    const judged = await judgeClosing(tx, context.tenant, ruleSet, identitiesOf(context), closing, sources);
    const day = addDays(closing.period.to, -1);
    const subject = rule.rule.subject === 'team' ? population.teamOf(rep.id, day) : rep.id;
    const verdict = judged
      .find((each) => each.rule === rule)
      ?.verdicts.find((each) => each.subject.id === subject);
    if (!verdict || verdict.outcomes.some((outcome) => outcome.recipient === rep.id)) continue;
    const asking = { subject: verdict.subject, moment: { day, period: closing.period } };
    const { place } = verdict;
    missed.push({
      ...notGranted(rule, verdict.frame, sources, asking, closing.period.label, verdict.limits),
      ...(place && { place: { rank: place.rank, top: place.top } }),
    });
  }
  return missed;
};
