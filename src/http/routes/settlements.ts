import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery } from '../../../schemas/page.ts';
import { PeriodLabel } from '../../../schemas/period-label.ts';
import { SettlementApprovalInput } from '../../../schemas/proposal.ts';
import { startJob } from '../../app/jobs/start-job.ts';
import { approveSettlement } from '../../app/proposals/approve-settlement.ts';
import { exportPeriod } from '../../app/results/export-period.ts';
import { readSettlement, readSettlements } from '../../app/settlement/read-settlements.ts';
import { requirePeriodInPlan } from '../../app/settlement/settle-period.ts';
import { answerJob } from '../answer-job.ts';
import { newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const TAGS = ['Settlements'];
const ofPeriod = z.strictObject({ period: PeriodLabel });

const create = createRoute({
  ...admits('settle-period'),
  method: 'post',
  path: '/settlements',
  tags: TAGS,
  summary: 'Settle a period',
  description: 'Starts a job. The same facts settle to the same awards; a second settlement changes nothing.',
  request: { query: NOTHING, body: jsonBody(ofPeriod) },
  responses: { 202: json('Job', 'The job that settles it.'), ...PROBLEMS },
});

const list = createRoute({
  ...admits('read-settlements'),
  method: 'get',
  path: '/settlements',
  tags: TAGS,
  summary: 'Periods that were settled',
  description: 'Each with the totals of its latest calculation.',
  request: { query: PageQuery },
  responses: {
    200: json('SettlementPage', 'A page, the latest period first.'),
    ...PROBLEMS,
  },
});

const read = createRoute({
  ...admits('read-settlements'),
  method: 'get',
  path: '/settlements/{period}',
  tags: TAGS,
  summary: 'The settlement of a period',
  description:
    'The totals of its latest calculation, and those of the one before, so that a variance is seen.',
  request: { params: ofPeriod, query: NOTHING },
  responses: { 200: json('Settlement', 'The latest calculation.'), ...PROBLEMS },
});

const approve = createRoute({
  ...admits('approve-settlement'),
  method: 'post',
  path: '/settlements/{period}/approve',
  tags: TAGS,
  summary: 'Approve the latest calculation of a period',
  description:
    'By somebody else than who made it, whatever the roles. A newer calculation is unapproved again. Done again it changes nothing.',
  request: { params: ofPeriod, query: NOTHING, body: jsonBody(SettlementApprovalInput) },
  responses: { 200: json('Settlement', 'The calculation with its approval.'), ...PROBLEMS },
});

const csv = { schema: { type: 'string', format: 'binary' } } as const;
const asJson = json('StatementFile', 'The file.');
const exported = createRoute({
  ...admits('read-results'),
  method: 'get',
  path: '/settlements/{period}/export',
  tags: TAGS,
  summary: 'Bonus statements of a period as a file',
  description:
    'The same results give the same bytes. The headers `x-batch-id`, `x-row-count`, `x-control-cash`, `x-control-points` and `x-content-sha256` are its control totals; `x-approved` is `true` where somebody approved a calculation that came to just this, else `false`.',
  request: {
    params: ofPeriod,
    query: z.strictObject({
      format: z.enum(['csv', 'json']).default('csv'),
      profile: z.enum(['generic']).default('generic'),
    }),
  },
  responses: {
    200: { ...asJson, content: { 'text/csv': csv, ...asJson.content } },
    ...PROBLEMS,
  },
});

const MEDIA_TYPES = { csv: 'text/csv; charset=utf-8', json: 'application/json; charset=utf-8' } as const;

export const settlementRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(create, async (c) => {
      const context = c.get('context');
      const { period } = c.req.valid('json');
      await requirePeriodInPlan(context, { period });
      const job = await startJob(context, { kind: 'settle-period', input: { period } });
      return answerJob(c, services, job);
    })
    .openapi(list, async (c) =>
      c.json(await readSettlements(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(read, async (c) =>
      c.json(await readSettlement(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(approve, async (c) =>
      c.json(
        await approveSettlement(c.get('context'), { ...c.req.valid('param'), ...c.req.valid('json') }),
        200,
      ),
    )
    .openapi(exported, async (c) => {
      const { format } = c.req.valid('query');
      const made = await exportPeriod(c.get('context'), { ...c.req.valid('param'), format });
      return c.body(made.content, 200, {
        'content-type': MEDIA_TYPES[format],
        'content-disposition': `attachment; filename="${made.name}"`,
        'x-batch-id': made.batch,
        'x-row-count': String(made.rows),
        'x-control-cash': made.cash,
        'x-control-points': made.points,
        'x-content-sha256': made.sha256,
        'x-approved': String(made.isApproved),
      }) as never;
    });
};
