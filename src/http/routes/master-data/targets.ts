import { createRoute } from '@hono/zod-openapi';
import { Code, MasterCode } from '../../../../schemas/common.ts';
import { PageQuery } from '../../../../schemas/page.ts';
import { PeriodLabel } from '../../../../schemas/period-label.ts';
import { TargetKey, TargetListInput } from '../../../../schemas/target.ts';
import { readGivenTargets } from '../../../app/master-data/read-given-targets.ts';
import { removeTarget, saveTargets } from '../../../app/master-data/save-targets.ts';
import { newApi } from '../../api.ts';
import { admits, jsonBody, NOTHING } from '../../operation.ts';
import type { Services } from '../../services.ts';
import { answerSaved, asItems, found, LATER, reads, saved, saves } from './operations.ts';

const list = createRoute({
  ...reads(
    '/targets',
    'List targets',
    'Those that people or files gave, in order of subject; targets by formula stand in the plan.',
  ),
  request: {
    query: PageQuery.extend({
      period: PeriodLabel.optional(),
      metric: Code.optional(),
      subject: MasterCode.optional().meta({ description: 'Code of a rep or team.' }),
    }),
  },
  responses: found('TargetPage', 'A page of targets.'),
});

/** What is not changed like this. */
const BEGUN =
  'A target that stands already for a period that has begun is changed by `POST /targets/recalibrations` and the approval of another; here that is refused with `state`.';

const save = createRoute({
  ...saves(
    '/targets',
    'Save targets',
    `Each takes the place of the one for the same subject, metric, period and tier; others stay as they are. ${BEGUN}`,
  ),
  request: { query: NOTHING, body: jsonBody(TargetListInput) },
  responses: saved('TargetList', 'The targets as saved.'),
});

const remove = createRoute({
  ...admits('save-master-data'),
  method: 'delete',
  path: '/targets',
  tags: ['Master data'],
  summary: 'Remove a target',
  description: `The target that the query names by all of its key. A formula of the plan decides again where there is one. ${BEGUN} ${LATER}`,
  request: { query: TargetKey },
  responses: saved('Target', 'What was removed.'),
});

export const targetRoutes = (services: Services) => {
  const { now } = services;
  return newApi()
    .openapi(list, async (c) =>
      c.json(await readGivenTargets(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(save, async (c) =>
      answerSaved(
        c,
        services,
        asItems(await saveTargets(c.get('context'), { ...c.req.valid('json'), at: now() })),
      ),
    )
    .openapi(remove, async (c) =>
      answerSaved(c, services, await removeTarget(c.get('context'), { ...c.req.valid('query'), at: now() })),
    );
};
