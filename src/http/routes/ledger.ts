import { createRoute } from '@hono/zod-openapi';
import { readVerification, startVerification } from '../../app/ledger/verification.ts';
import { answerJob } from '../answer-job.ts';
import { newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const of = <Method extends 'get' | 'post'>(method: Method, summary: string, description: string) => ({
  ...admits('verify-ledger'),
  method,
  path: '/ledger/verify' as const,
  tags: ['Ledger'],
  summary,
  description,
});

const start = createRoute({
  ...of(
    'post',
    'Verify the ledger',
    'Starts a job that recomputes the chain of seals and every hash; one that is under way is answered in its place. `laurel verify` does the same against the checkpoints kept outside the database.',
  ),
  request: { query: NOTHING, body: jsonBody(NOTHING) },
  responses: { 202: json('Job', 'The job that verifies it.'), ...PROBLEMS },
});

const read = createRoute({
  ...of(
    'get',
    'What the last verification found',
    'Of the last one that ran to its end, whoever started it; 404 until one has.',
  ),
  request: { query: NOTHING },
  responses: {
    200: json('Verification', 'What was found.'),
    ...PROBLEMS,
  },
});

export const ledgerRoutes = (services: Services) =>
  newApi()
    .openapi(start, async (c) => answerJob(c, services, await startVerification(c.get('context'))))
    .openapi(read, async (c) => c.json(await readVerification(c.get('context')), 200));
