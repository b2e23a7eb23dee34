import { sql } from 'drizzle-orm';
import type { AwardWhy } from '../../../schemas/award-why.ts';
import { amountSteps, checksOf } from '../../domain/explain/checklist.ts';
import { liveAwards } from '../../storage/awards.ts';
import type { Context } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { reading } from '../reading.ts';
import { visibleReps } from '../scope.ts';
import { awardViews } from './award-view.ts';

/**
 * An award with everything that led to it, from its stored trace. `at` is the moment of the question in epoch ms.
 * @throws LaurelError `not-found`, in the same words for no such award, one that was reversed and one to hide.
 */
export const readAwardWhy = (
  context: Context,
  { id, at }: Readonly<{ id: string; at: number }>,
): Promise<AwardWhy> =>
  reading(context, 'explain-award', at, async (now) => {
    const { tx, tenant, ruleSet, population, today } = now;
    const [stored] = await liveAwards(tx, tenant, sql`a.award_id = ${id}`, { withTrace: true });
    const visible = visibleReps(context, population, today);
    const [award] =
      stored && (!visible || visible.has(stored.recipient)) ? await awardViews(now, [stored]) : [];
    if (!stored || !award) throw new LaurelError('not-found', `There is no award ${id}.`);
    const { trace } = stored;
    const rule = ruleSet.rules.find((each) => each.rule.code === stored.rule)?.rule;
    const step = rule?.steps?.find(({ code }) => code === trace?.step?.code)?.name;
    return {
      award,
      ...(rule?.description && { ruleDescription: rule.description }),
      ...(step && { step }),
      checks: checksOf(trace, ruleSet.documents),
      ...(trace?.place && { place: trace.place }),
      amounts: (trace?.amounts ?? []).map(({ index, steps }) => ({
        index,
        steps: amountSteps(steps, ruleSet.documents),
      })),
      limits: [...(trace?.limits ?? [])],
    };
  });
