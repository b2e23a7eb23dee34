import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery } from '../../../schemas/page.ts';
import { DecisionInput, ProposalId, ProposalState, RecalibrationInput } from '../../../schemas/proposal.ts';
import { approveRecalibration } from '../../app/proposals/approve-recalibration.ts';
import { endRecalibration } from '../../app/proposals/end-recalibration.ts';
import { proposeRecalibration } from '../../app/proposals/propose-recalibration.ts';
import { readRecalibration, readRecalibrations } from '../../app/proposals/read-recalibrations.ts';
import { answerJob } from '../answer-job.ts';
import { newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const TAGS = ['Master data'];
const ofId = z.strictObject({ id: ProposalId });
const decision = { params: ofId, query: NOTHING, body: jsonBody(DecisionInput) } as const;

const propose = createRoute({
  ...admits('propose-recalibration'),
  method: 'post',
  path: '/targets/recalibrations',
  tags: TAGS,
  summary: 'Propose changes of targets',
  description:
    'What happened, why, and the new amounts of targets that belong together, such as 15 visits and 5 key prospects in the place of 20 visits. Managers propose for the own teams. Another has to approve it.',
  request: { query: NOTHING, body: jsonBody(RecalibrationInput) },
  responses: { 201: json('Recalibration', 'The proposal, with old and new of each.'), ...PROBLEMS },
});

const list = createRoute({
  ...admits('read-recalibrations'),
  method: 'get',
  path: '/targets/recalibrations',
  tags: TAGS,
  summary: 'Proposed changes of targets',
  description:
    'The latest first, with trigger, reason, old and new of each; a manager sees those of the own teams.',
  request: { query: PageQuery.extend({ state: ProposalState.optional() }) },
  responses: { 200: json('RecalibrationPage', 'A page, the latest first.'), ...PROBLEMS },
});

const read = createRoute({
  ...admits('read-recalibrations'),
  method: 'get',
  path: '/targets/recalibrations/{id}',
  tags: TAGS,
  summary: 'A proposed change of targets',
  description: 'Trigger, reason, old and new of each target, and what became of it.',
  request: { params: ofId, query: NOTHING },
  responses: { 200: json('Recalibration', 'The proposal.'), ...PROBLEMS },
});

const approve = createRoute({
  ...admits('decide-recalibration'),
  method: 'post',
  path: '/targets/recalibrations/{id}/approve',
  tags: TAGS,
  summary: 'Approve and make changes of targets',
  description:
    'By somebody else than who proposed it, whatever the roles. A conflict where a target has changed since. Where more than 10,000 activities have to be judged anew, a job does it, and the proposal is open until it has. Done again it changes nothing.',
  request: decision,
  responses: {
    200: json('Recalibration', 'The targets are changed.'),
    202: json('Job', 'The targets change when this job is done.'),
    ...PROBLEMS,
  },
});

const refuse = createRoute({
  ...admits('decide-recalibration'),
  method: 'post',
  path: '/targets/recalibrations/{id}/refuse',
  tags: TAGS,
  summary: 'Refuse proposed changes of targets',
  description: 'By somebody else than who proposed it, whatever the roles. Done again it changes nothing.',
  request: decision,
  responses: { 200: json('Recalibration', 'It is refused.'), ...PROBLEMS },
});

const withdraw = createRoute({
  ...admits('propose-recalibration'),
  method: 'post',
  path: '/targets/recalibrations/{id}/withdraw',
  tags: TAGS,
  summary: 'Withdraw own changes of targets',
  description: 'By who proposed it. Done again it changes nothing.',
  request: decision,
  responses: { 200: json('Recalibration', 'It is withdrawn.'), ...PROBLEMS },
});

export const recalibrationRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(propose, async (c) => {
      const made = await proposeRecalibration(c.get('context'), { ...c.req.valid('json'), at: now() });
      return c.json(made, 201, { location: `/api/v1/targets/recalibrations/${made.id}` });
    })
    .openapi(list, async (c) =>
      c.json(await readRecalibrations(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(read, async (c) =>
      c.json(await readRecalibration(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(approve, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json') };
      const outcome = await approveRecalibration(c.get('context'), decided);
      return 'view' in outcome ? c.json(outcome.view, 200) : answerJob(c, services, outcome.job);
    })
    .openapi(refuse, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json'), verdict: 'refused' } as const;
      return c.json(await endRecalibration(c.get('context'), decided), 200);
    })
    .openapi(withdraw, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json'), verdict: 'withdrawn' } as const;
      return c.json(await endRecalibration(c.get('context'), decided), 200);
    });
};
