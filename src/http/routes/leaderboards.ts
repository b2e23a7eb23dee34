import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Code, MasterCode } from '../../../schemas/common.ts';
import { wholeNumber } from '../../../schemas/page.ts';
import { PeriodLabel } from '../../../schemas/period-label.ts';
import { readBoardsOffered, readLeaderboard } from '../../app/results/read-leaderboard.ts';
import { newApi } from '../api.ts';
import { admits, json, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const read = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('read-leaderboards'),
  method: 'get' as const,
  path,
  tags: ['Leaderboards'],
  summary,
  description,
});

const boards = createRoute({
  ...read(
    '/leaderboards',
    'Leaderboards of the plan',
    'Those that the plan offers, each by a metric; the code of one is asked for like that of a metric.',
  ),
  request: { query: NOTHING },
  responses: {
    200: json('BoardList', 'In the order of the plan.'),
    ...PROBLEMS,
  },
});

const leaderboard = createRoute({
  ...read(
    '/leaderboards/{metric}',
    'Who is first by a metric',
    'As it stands now, in the company, in a team or in a league.',
  ),
  request: {
    params: z.strictObject({ metric: Code.meta({ description: 'A metric, or a board of the plan.' }) }),
    query: z.strictObject({
      period: PeriodLabel,
      scope: z
        .string()
        .regex(
          /^(company|team:[^\p{Cc}\p{Cs}]{1,200}|league:[^\p{Cc}\p{Cs}]{1,200})$/u,
          'company, team:<code> or league:<code>',
        )
        .default('company'),
      around: MasterCode.optional().meta({ description: 'A rep whose place is shown with the neighbours.' }),
      limit: wholeNumber(1, 500).default(100),
    }),
  },
  responses: { 200: json('Leaderboard', 'The leaderboard.'), ...PROBLEMS },
});

export const leaderboardRoutes = ({ now }: Services) =>
  newApi()
    .openapi(boards, async (c) =>
      c.json({ items: await readBoardsOffered(c.get('context'), { at: now() }) }, 200),
    )
    .openapi(leaderboard, async (c) => {
      const { metric } = c.req.valid('param');
      return c.json(
        await readLeaderboard(c.get('context'), { ...c.req.valid('query'), metric, at: now() }),
        200,
      );
    });
