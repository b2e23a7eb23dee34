import { createRoute } from '@hono/zod-openapi';
import { TeamInput } from '../../../../schemas/team.ts';
import { readTeam, readTeams } from '../../../app/master-data/read-teams.ts';
import { saveTeam } from '../../../app/master-data/save-team.ts';
import { newApi } from '../../api.ts';
import type { Services } from '../../services.ts';
import { answerSaved, found, ListQuery, ofCode, onlyCode, reads, saved, saves } from './operations.ts';

const list = createRoute({
  ...reads('/teams', 'List teams', 'In order of code.'),
  request: { query: ListQuery },
  responses: found('TeamPage', 'A page of teams.'),
});

const read = createRoute({
  ...reads('/teams/{code}', 'Read a team', 'With the team above it, and who manages it.'),
  request: onlyCode,
  responses: found('Team', 'The team.'),
});

const save = createRoute({
  ...saves(
    '/teams/{code}',
    'Save a team',
    'Creates the team, or replaces what was said of the one with this code. Teams are never deleted, since awards refer to them; one without members earns nothing. A team that would be above itself is refused.',
  ),
  request: ofCode(TeamInput),
  responses: saved('Team', 'The team as saved.'),
});

export const teamRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(list, async (c) => {
      const { q: search, ...wanted } = c.req.valid('query');
      return c.json(await readTeams(c.get('context'), { ...wanted, search, at: now() }), 200);
    })
    .openapi(read, async (c) =>
      c.json(await readTeam(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(save, async (c) => {
      const given = c.req.valid('json');
      const outcome = await saveTeam(c.get('context'), { ...c.req.valid('param'), given });
      return answerSaved(c, services, outcome);
    });
};
