import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { readAwardWhy } from '../../app/results/read-award-why.ts';
import { newApi } from '../api.ts';
import { admits, json, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const why = createRoute({
  ...admits('explain-award'),
  method: 'get',
  path: '/awards/{id}',
  tags: ['Awards'],
  summary: 'An award, and why it was granted',
  description: 'Every condition with what was needed and what was the case, and how each amount came about.',
  request: {
    params: z.strictObject({ id: z.string().regex(/^awd_[0-9a-z]{1,60}$/, 'an id such as awd_…') }),
    query: NOTHING,
  },
  responses: { 200: json('AwardWhy', 'The award, in words.'), ...PROBLEMS },
});

export const awardWhyRoutes = ({ now }: Services) =>
  newApi().openapi(why, async (c) =>
    c.json(await readAwardWhy(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
  );
