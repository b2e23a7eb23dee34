import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { DateText, MasterCode, SearchText } from '../../../../schemas/common.ts';
import { MembershipInput } from '../../../../schemas/membership.ts';
import { RepInput } from '../../../../schemas/rep.ts';
import { readMembershipsOf, readRep, readReps } from '../../../app/master-data/read-reps.ts';
import { saveMembershipsOf } from '../../../app/master-data/save-memberships.ts';
import { saveRep } from '../../../app/master-data/save-rep.ts';
import { newApi } from '../../api.ts';
import type { Services } from '../../services.ts';
import {
  answerSaved,
  asItems,
  found,
  ListQuery,
  ofCode,
  onlyCode,
  reads,
  saved,
  saves,
} from './operations.ts';

const list = createRoute({
  ...reads('/reps', 'List reps', 'In order of code, those whom the actor may see.'),
  request: {
    query: ListQuery.extend({
      team: MasterCode.optional().meta({ description: 'In this team, or one below it.' }),
      league: SearchText.optional(),
      active: DateText.optional().meta({ description: 'Employed on this day; `team` is asked for it too.' }),
    }),
  },
  responses: found('RepPage', 'A page of reps.'),
});

const read = createRoute({
  ...reads('/reps/{code}', 'Read a rep', 'With the team of today.'),
  request: onlyCode,
  responses: found('Rep', 'The rep.'),
});

const save = createRoute({
  ...saves(
    '/reps/{code}',
    'Save a rep',
    'Creates the rep, or replaces what was said of the one with this code. Nobody is ever deleted, since activities and awards refer to reps: who leaves has a last day, `leftOn`. Without a team the memberships stay as they are.',
  ),
  request: ofCode(RepInput),
  responses: saved('Rep', 'The rep as saved.'),
});

const readMemberships = createRoute({
  ...reads('/reps/{code}/memberships', 'Teams of a rep over time', 'One after the other; no two at a time.'),
  request: onlyCode,
  responses: found('MembershipList', 'In order of time.'),
});

const saveMemberships = createRoute({
  ...saves(
    '/reps/{code}/memberships',
    'Save the teams of a rep over time',
    'Replaces all memberships of the rep. Those that overlap are refused.',
  ),
  request: ofCode(z.strictObject({ items: z.array(MembershipInput).max(1_000) })),
  responses: saved('MembershipList', 'In order of time.'),
});

export const repRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(list, async (c) => {
      const { q: search, ...wanted } = c.req.valid('query');
      return c.json(await readReps(c.get('context'), { ...wanted, search, at: now() }), 200);
    })
    .openapi(read, async (c) =>
      c.json(await readRep(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(save, async (c) => {
      const given = c.req.valid('json');
      const outcome = await saveRep(c.get('context'), { ...c.req.valid('param'), given, at: now() });
      return answerSaved(c, services, outcome);
    })
    .openapi(readMemberships, async (c) => {
      const { code: rep } = c.req.valid('param');
      return c.json({ items: await readMembershipsOf(c.get('context'), { rep, at: now() }) }, 200);
    })
    .openapi(saveMemberships, async (c) => {
      const { code: rep } = c.req.valid('param');
      const outcome = await saveMembershipsOf(c.get('context'), { rep, ...c.req.valid('json') });
      return answerSaved(c, services, asItems(outcome));
    });
};
