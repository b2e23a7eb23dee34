import type { Board } from '../../../schemas/plan.ts';
import type { Period } from '../../domain/calendar/period.ts';
import { readMetric } from '../../domain/facts/fact-reader.ts';
import { toDecimal } from '../../domain/facts/fact-value.ts';
import { metricRanges } from '../../domain/facts/requirements.ts';
import { type Population, placeOf, type Rep, subjectsIn } from '../../domain/population.ts';
import { type BoardRow, leaderboard } from '../../domain/ranking/leaderboard.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import type { Queryable } from '../../storage/database.ts';
import { answerMetrics } from '../../storage/metric-answers.ts';

/** A leaderboard of the plan over a period. */
export type BoardOfPeriod = Readonly<{ board: Board; rows: readonly BoardRow<Rep>[] }>;

/** The plan's leaderboards over a period, from rollups. */
export const readBoards = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  period: Period,
): Promise<BoardOfPeriod[]> => {
  const { documents } = ruleSet;
  return readBoardsOf(tx, tenant, ruleSet, population, period, documents.plan.boards);
};

/** Boards over a period, whether or not the plan has them, of the reps in scope. */
export const readBoardsOf = async (
  tx: Queryable,
  tenant: string,
  ruleSet: RuleSet,
  population: Population,
  period: Period,
  boards: readonly Board[],
  inScope: (rep: Rep) => boolean = () => true,
): Promise<BoardOfPeriod[]> => {
  const { documents } = ruleSet;
  const range = { from: period.from, to: period.to };
  const counted = new Map(ruleSet.metrics.map(({ metric }) => [metric.code, metric]));
  const ranges = boards.flatMap((board) => metricRanges(documents, board.metric, 'rep', range));
  const metrics = await answerMetrics(tx, tenant, counted, population, ranges);
  const reps = subjectsIn(population, 'rep', period.from, period.to).filter(
    (subject): subject is Rep => subject.kind === 'rep' && inScope(subject),
  );
  return boards.map((board) => {
    const contestants = reps.flatMap((rep) => {
      const value = readMetric(board.metric, 'rep', rep.id, range, undefined, {
        documents,
        metrics,
        population,
      });
      if (value === undefined) return [];
      const isRatio = documents.metrics.get(board.metric)?.aggregate === 'ratio';
      const lastAt = isRatio
        ? undefined
        : metrics.lastAt({
            metric: board.metric,
            level: 'rep',
            subject: rep.id,
            range,
            dimension: undefined,
          });
      return [{ item: rep, code: placeOf(rep), value: toDecimal(value), lastAt }];
    });
    return { board, rows: leaderboard(contestants, board) };
  });
};
