import { createRoute } from '@hono/zod-openapi';
import { MasterCode } from '../../../../schemas/common.ts';
import { OutletInput } from '../../../../schemas/outlet.ts';
import { readOutlet, readOutlets } from '../../../app/master-data/read-outlets.ts';
import { saveOutlet } from '../../../app/master-data/save-outlet.ts';
import { newApi } from '../../api.ts';
import type { Services } from '../../services.ts';
import { answerSaved, found, ListQuery, ofCode, onlyCode, reads, saved, saves } from './operations.ts';

const list = createRoute({
  ...reads('/outlets', 'List outlets', 'In order of code, those that only activities name included.'),
  request: {
    query: ListQuery.extend({ rep: MasterCode.optional().meta({ description: 'Assigned to this rep.' }) }),
  },
  responses: found('OutletPage', 'A page of outlets.'),
});

const read = createRoute({
  ...reads('/outlets/{code}', 'Read an outlet', 'Also one that only activities name, which is not `listed`.'),
  request: onlyCode,
  responses: found('Outlet', 'The outlet.'),
});

const save = createRoute({
  ...saves(
    '/outlets/{code}',
    'Save an outlet',
    'Creates the outlet, or replaces what was said of the one with this code. Outlets are never deleted, since activities refer to them.',
  ),
  request: ofCode(OutletInput),
  responses: saved('Outlet', 'The outlet as saved.'),
});

export const outletRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(list, async (c) => {
      const { q: search, ...wanted } = c.req.valid('query');
      return c.json(await readOutlets(c.get('context'), { ...wanted, search, at: now() }), 200);
    })
    .openapi(read, async (c) =>
      c.json(await readOutlet(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    )
    .openapi(save, async (c) => {
      const given = c.req.valid('json');
      const outcome = await saveOutlet(c.get('context'), { ...c.req.valid('param'), given });
      return answerSaved(c, services, outcome);
    });
};
