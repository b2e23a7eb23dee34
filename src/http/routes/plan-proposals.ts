import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { PageQuery } from '../../../schemas/page.ts';
import { DecisionInput, PlanProposalInput, ProposalId, ProposalState } from '../../../schemas/proposal.ts';
import { approvePlan } from '../../app/proposals/approve-plan.ts';
import { endPlanProposal } from '../../app/proposals/end-plan-proposal.ts';
import { proposePlan } from '../../app/proposals/propose-plan.ts';
import { readPlanProposal, readPlanProposals } from '../../app/proposals/read-plan-proposals.ts';
import { answerJob } from '../answer-job.ts';
import { newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const TAGS = ['Plan and rules'];
const ofId = z.strictObject({ id: ProposalId });
const decision = { params: ofId, query: NOTHING, body: jsonBody(DecisionInput) } as const;

const propose = createRoute({
  ...admits('propose-plan'),
  method: 'post',
  path: '/plans/proposals',
  tags: TAGS,
  summary: 'Propose a version of the plan',
  description:
    'All documents of it, in the shape of the files of a plan. They are compiled and linted at once; faults come with file and pointer. Another has to approve it.',
  request: { query: NOTHING, body: jsonBody(PlanProposalInput) },
  responses: {
    201: json('PlanProposal', 'The proposal, with what differs and what would surprise.'),
    ...PROBLEMS,
  },
});

const list = createRoute({
  ...admits('read-plan-proposals'),
  method: 'get',
  path: '/plans/proposals',
  tags: TAGS,
  summary: 'Proposed versions of the plan',
  description:
    'The latest first, each with what differs from the plan that was in force and what would surprise.',
  request: { query: PageQuery.extend({ state: ProposalState.optional() }) },
  responses: { 200: json('PlanProposalPage', 'A page, the latest first.'), ...PROBLEMS },
});

const read = createRoute({
  ...admits('read-plan-proposals'),
  method: 'get',
  path: '/plans/proposals/{id}',
  tags: TAGS,
  summary: 'A proposed version of the plan',
  description: 'The proposal with all its documents, so that whoever approves it reads what is approved.',
  request: { params: ofId, query: NOTHING },
  responses: { 200: json('ProposedPlan', 'The proposal with all documents.'), ...PROBLEMS },
});

const approve = createRoute({
  ...admits('decide-plan'),
  method: 'post',
  path: '/plans/proposals/{id}/approve',
  tags: TAGS,
  summary: 'Approve and publish a version of the plan',
  description:
    'By somebody else than who proposed it, whatever the roles. A conflict where the plan in force has changed since. Where more than 10,000 activities have to be judged anew, a job does it, and the proposal is open until it has. Done again it changes nothing.',
  request: decision,
  responses: {
    200: json('PlanProposal', 'It is published.'),
    202: json('Job', 'It is published when this job is done.'),
    ...PROBLEMS,
  },
});

const refuse = createRoute({
  ...admits('decide-plan'),
  method: 'post',
  path: '/plans/proposals/{id}/refuse',
  tags: TAGS,
  summary: 'Refuse a proposed version of the plan',
  description: 'By somebody else than who proposed it, whatever the roles. Done again it changes nothing.',
  request: decision,
  responses: { 200: json('PlanProposal', 'It is refused.'), ...PROBLEMS },
});

const withdraw = createRoute({
  ...admits('propose-plan'),
  method: 'post',
  path: '/plans/proposals/{id}/withdraw',
  tags: TAGS,
  summary: 'Withdraw an own version of the plan',
  description: 'By who proposed it. Done again it changes nothing.',
  request: decision,
  responses: { 200: json('PlanProposal', 'It is withdrawn.'), ...PROBLEMS },
});

export const planProposalRoutes = (services: Services) =>
  newApi()
    .openapi(propose, async (c) => {
      const made = await proposePlan(c.get('context'), c.req.valid('json'));
      return c.json(made, 201, { location: `/api/v1/plans/proposals/${made.id}` });
    })
    .openapi(list, async (c) => c.json(await readPlanProposals(c.get('context'), c.req.valid('query')), 200))
    .openapi(read, async (c) => c.json(await readPlanProposal(c.get('context'), c.req.valid('param')), 200))
    .openapi(approve, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json') };
      const outcome = await approvePlan(c.get('context'), decided);
      return 'view' in outcome ? c.json(outcome.view, 200) : answerJob(c, services, outcome.job);
    })
    .openapi(refuse, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json'), verdict: 'refused' } as const;
      return c.json(await endPlanProposal(c.get('context'), decided), 200);
    })
    .openapi(withdraw, async (c) => {
      const decided = { ...c.req.valid('param'), ...c.req.valid('json'), verdict: 'withdrawn' } as const;
      return c.json(await endPlanProposal(c.get('context'), decided), 200);
    });
