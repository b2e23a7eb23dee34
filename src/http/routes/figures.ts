import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { Code, DateText, MasterCode, Medium } from '../../../schemas/common.ts';
import { PageQuery } from '../../../schemas/page.ts';
import { PeriodLabel } from '../../../schemas/period-label.ts';
import { readAwards } from '../../app/results/read-awards.ts';
import { readBadges } from '../../app/results/read-badges.ts';
import { readLedger } from '../../app/results/read-ledger.ts';
import { readStatement, readStatements } from '../../app/results/read-statements.ts';
import { readToday } from '../../app/results/read-today.ts';
import { newApi } from '../api.ts';
import { admits, json, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const RepCode = z.strictObject({ code: MasterCode });
const AwardsQuery = PageQuery.extend({
  rule: Code.optional(),
  medium: Medium.optional(),
  period: PeriodLabel.optional(),
});

const of = <Path extends string>(path: Path, tag: string, summary: string, description: string) => ({
  ...admits('read-figures'),
  method: 'get' as const,
  path,
  tags: [tag],
  summary,
  description,
});

const awards = createRoute({
  ...of('/awards', 'Awards', 'List awards', 'The latest first, of the reps whom the actor may see.'),
  request: { query: AwardsQuery.extend({ rep: MasterCode.optional() }) },
  responses: { 200: json('AwardPage', 'A page of awards.'), ...PROBLEMS },
});

const awardsOfRep = createRoute({
  ...of('/reps/{code}/awards', 'Reps', 'Awards of a rep', 'The latest first.'),
  request: { params: RepCode, query: AwardsQuery },
  responses: { 200: json('AwardPage', 'A page of awards.'), ...PROBLEMS },
});

const today = createRoute({
  ...of(
    '/reps/{code}/today',
    'Reps',
    'What a rep earned today, and why',
    'The awards of the day and the latest before it, the sums of the day and of its pay period, and how far the targets are met.',
  ),
  request: {
    params: RepCode,
    query: z.strictObject({ day: DateText.optional().meta({ description: 'Another day than today.' }) }),
  },
  responses: { 200: json('Today', 'The day.'), ...PROBLEMS },
});

const badges = createRoute({
  ...of(
    '/reps/{code}/badges',
    'Reps',
    'Badges of a rep',
    'Those that are held, with the rule that gave each.',
  ),
  request: { params: RepCode, query: PageQuery },
  responses: {
    200: json('BadgePage', 'A page of the badges the rep holds, the latest first.'),
    ...PROBLEMS,
  },
});

const ledger = createRoute({
  ...of(
    '/reps/{code}/ledger',
    'Reps',
    'Transfers and balances of a rep',
    'Every movement on the accounts of the rep, reversals included. A balance is the sum of all of them, not of the page.',
  ),
  request: { params: RepCode, query: PageQuery },
  responses: {
    200: json('LedgerPage', 'A page of transfers, the latest written first.'),
    ...PROBLEMS,
  },
});

const statement = createRoute({
  ...of(
    '/reps/{code}/statement',
    'Reps',
    'Statement of a rep for a pay period',
    'As it stands now; the period need not be over. There is none for another unit than that in which the plan pays.',
  ),
  request: { params: RepCode, query: z.strictObject({ period: PeriodLabel }) },
  responses: { 200: json('Statement', 'The statement, line by line.'), ...PROBLEMS },
});

const statements = createRoute({
  ...of(
    '/statements',
    'Settlements',
    'Statements of a period',
    'What everybody is due whom the actor may see; the sums agree with the export of the period.',
  ),
  request: { query: PageQuery.extend({ period: PeriodLabel }) },
  responses: {
    200: json(
      'StatementPage',
      'A page, in order of pay period and rep. One for each rep with cash or points, without the lines.',
    ),
    ...PROBLEMS,
  },
});

export const figureRoutes = ({ now }: Services) =>
  newApi()
    .openapi(awards, async (c) =>
      c.json(await readAwards(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(awardsOfRep, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json(await readAwards(c.get('context'), { ...c.req.valid('query'), rep, at: now() }), 200);
    })
    .openapi(today, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json(await readToday(c.get('context'), { ...c.req.valid('query'), rep, at: now() }), 200);
    })
    .openapi(badges, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json(await readBadges(c.get('context'), { ...c.req.valid('query'), rep, at: now() }), 200);
    })
    .openapi(ledger, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json(await readLedger(c.get('context'), { ...c.req.valid('query'), rep, at: now() }), 200);
    })
    .openapi(statement, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json(await readStatement(c.get('context'), { ...c.req.valid('query'), rep, at: now() }), 200);
    })
    .openapi(statements, async (c) =>
      c.json(await readStatements(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    );
