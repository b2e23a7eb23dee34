import { createRoute } from '@hono/zod-openapi';
import { stream } from 'hono/streaming';
import { z } from 'zod';
import { MasterCode } from '../../../schemas/common.ts';
import { ErasureInput } from '../../../schemas/personal-data.ts';
import { erasePerson } from '../../app/personal-data/erase-person.ts';
import { exportPerson } from '../../app/personal-data/export-person.ts';
import { newApi } from '../api.ts';
import { rootOf } from '../map-errors.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import type { Services } from '../services.ts';

const TAGS = ['Personal data'];
const OfCode = z.strictObject({ code: MasterCode });

const exported = createRoute({
  ...admits('export-personal-data'),
  method: 'get',
  path: '/reps/{code}/personal-data',
  tags: TAGS,
  summary: 'Everything that is held of a person',
  description:
    'One document, written as it is read: master data, targets, activities as delivered, awards with why, transfers, statements, badges, and whatever else names the person. For the rep who that is, and for HR and administrators.',
  request: { params: OfCode, query: NOTHING },
  responses: { 200: json('PersonalData', 'The document.'), ...PROBLEMS },
});

const erase = createRoute({
  ...admits('erase-personal-data'),
  method: 'post',
  path: '/reps/{code}/erasure',
  tags: TAGS,
  summary: 'Erase a person',
  description:
    'Erases who the person is and keeps the numbers: what was counted, awarded and paid stays under an internal id, to the cent. It cannot be undone. Refused while the person is employed, while something may still be due, and while the plan in force names the person. Done again it changes nothing.',
  request: { params: OfCode, query: NOTHING, body: jsonBody(ErasureInput) },
  responses: { 200: json('Erasure', 'What became of it.'), ...PROBLEMS },
});

export const personalDataRoutes = ({ now, log }: Services) =>
  newApi()
    .openapi(exported, async (c) => {
      const { code: rep } = c.req.valid('param');
      const pieces = exportPerson(c.get('context'), { rep, at: now() });
      // What is refused is refused here, before the answer begins.
      const first = await pieces.next();
      c.header('content-type', 'application/json');
      c.header('content-disposition', 'attachment; filename="personal-data.json"');
      return stream(
        c,
        async (out) => {
          for (let piece = first; !piece.done; piece = await pieces.next()) await out.write(piece.value);
        },
        async (error) => {
          log({
            level: 'error',
            message: 'an export broke off',
            requestId: c.get('requestId'),
            error: rootOf(error),
          });
        },
      ) as never;
    })
    .openapi(erase, async (c) => {
      const { code: rep } = c.req.valid('param');
      const { reason } = c.req.valid('json');
      return c.json(await erasePerson(c.get('context'), { rep, reason, at: now() }), 200);
    });
