import type { BoardOffered, Leaderboard, LeaderboardRow } from '../../../schemas/leaderboard.ts';
import type { Board } from '../../../schemas/plan.ts';
import { addDays, type LocalDate } from '../../domain/calendar/local-date.ts';
import { formatDecimal } from '../../domain/money/decimal.ts';
import type { Population, Rep } from '../../domain/population.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { type Reading, reading } from '../reading.ts';
import { seesEverybody } from '../scope.ts';
import { requirePeriod } from '../settlement/settle-period.ts';
import { namedTeam } from './award-view.ts';
import { readBoardsOf } from './read-boards.ts';

export type LeaderboardWanted = Readonly<{
  /** The code of a board of the plan, or of a metric. */
  metric: string;
  period: string;
  /** `company`, `team:<code>` or `league:<code>`. */
  scope: string;
  /** The code of a rep whose place is shown with the neighbours. */
  around?: string | undefined;
  limit: number;
  /** Epoch milliseconds. */
  at: number;
}>;

/** Neighbours on either side of the rep asked for. */
const NEIGHBOURS = 2;

/** Who is first by a metric over a period, in the company, a team or a league; everybody may see it. */
export const readLeaderboard = (context: Context, wanted: LeaderboardWanted): Promise<Leaderboard> =>
  reading(context, 'read-leaderboards', wanted.at, async (now) => {
    const { documents } = now.ruleSet;
    const board = requireBoard(context, now, wanted.metric);
    const period = requirePeriod(documents.plan.calendar, wanted.period);
    const lastDay = addDays(period.to, -1);
    const day = lastDay < now.today ? lastDay : now.today;
    const inScope = scopeOf(context, now.population, wanted.scope, day);
    const { tx, tenant, ruleSet, population } = now;
    const [found] = await readBoardsOf(tx, tenant, ruleSet, population, period, [board], inScope);
    const view = (found?.rows ?? []).map(({ rank, item, value }): LeaderboardRow => {
      const team = namedTeam(item.id, day, now.population);
      return {
        rank,
        rep: { code: item.code, name: item.name },
        ...(team && { team }),
        value: formatDecimal(value),
      };
    });
    const metric = documents.metrics.get(board.metric);
    return {
      metric: board.metric,
      name: metric?.name ?? { zh: board.metric, en: board.metric },
      unit: metric?.unit ?? '',
      period: period.label,
      scope: wanted.scope,
      asOf: new Date(wanted.at).toISOString(),
      contestants: view.length,
      rows: view.slice(0, wanted.limit),
      ...(wanted.around !== undefined && { around: neighbours(view, wanted.around) }),
    };
  });

/** The boards of the plan. */
export const readBoardsOffered = (
  context: Context,
  { at }: Readonly<{ at: number }>,
): Promise<BoardOffered[]> =>
  reading(context, 'read-leaderboards', at, async ({ ruleSet: { documents } }) =>
    documents.plan.boards.map(({ code, metric }) => {
      const { name = { zh: metric, en: metric }, unit = '' } = documents.metrics.get(metric) ?? {};
      return { code, metric, name, unit };
    }),
  );

/** A board of the plan; who sees everybody anyway may rank by any metric. */
const requireBoard = (context: Context, { ruleSet }: Reading, code: string): Board => {
  const { plan, metrics } = ruleSet.documents;
  const board =
    plan.boards.find((each) => each.code === code) ?? plan.boards.find((each) => each.metric === code);
  if (board) return board;
  if (metrics.has(code) && seesEverybody(context)) return { code, metric: code, ties: 'same' };
  const near = nearestName(
    code,
    seesEverybody(context) ? [...metrics.keys()] : plan.boards.map((each) => each.code),
  );
  throw new LaurelError(
    'not-found',
    `There is no leaderboard “${code}”.${near === undefined ? '' : ` Did you mean “${near}”?`}`,
  );
};

const scopeOf = (
  context: Context,
  population: Population,
  scope: string,
  day: LocalDate,
): ((rep: Rep) => boolean) => {
  if (scope === 'company') return () => true;
  const [kind, code = ''] = scope.split(/:(.*)/s);
  if (kind === 'league') return (rep) => rep.league === code;
  const team = kind === 'team' ? population.teams.get(identitiesOf(context).team(code)) : undefined;
  if (!team) throw new LaurelError('not-found', `There is no team “${code}”.`);
  const members = new Set(population.membersOf(team.id, day).map(({ id }) => id));
  return (rep) => members.has(rep.id);
};

const neighbours = (rows: readonly LeaderboardRow[], code: string): LeaderboardRow[] => {
  const place = rows.findIndex(({ rep }) => rep.code === code);
  return place < 0 ? [] : rows.slice(Math.max(0, place - NEIGHBOURS), place + NEIGHBOURS + 1);
};
