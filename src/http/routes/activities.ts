import { createRoute } from '@hono/zod-openapi';
import { z } from 'zod';
import { AttributeValue } from '../../../schemas/activity.ts';
import { attributesOf, Code, DateText, MasterCode, textOfAtMost } from '../../../schemas/common.ts';
import { PageQuery } from '../../../schemas/page.ts';
import { correctActivity } from '../../app/activities/correct-activity.ts';
import { deliverActivities } from '../../app/activities/deliver-activities.ts';
import { readActivities, readActivity } from '../../app/activities/read-activities.ts';
import { answerStream } from '../answer-stream.ts';
import { newApi } from '../api.ts';
import { isStream } from '../middleware/bound-body.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';
import { problemResponse, unreadMediaType } from '../problem.ts';
import type { Services } from '../services.ts';

const TAG = ['Activities'];
/** Activities of one transaction. */
const MOST_AT_ONCE = 5_000;
const NDJSON = 'application/x-ndjson';

const ACTIVITY = { $ref: '#/components/schemas/Activity' } as const;
const ACTIVITIES = { type: 'array', items: ACTIVITY, maxItems: MOST_AT_ONCE } as const;

const delivered = json('Delivery', 'What became of each activity.');

const deliver = createRoute({
  ...admits('ingest-activities'),
  method: 'post',
  path: '/activities',
  tags: TAG,
  summary: 'Deliver activities',
  description:
    'One CloudEvent, a batch of them, or a stream of JSON lines. Each activity is judged on its own and told of in its own result; the same again is a duplicate and changes nothing, so that a delivery can be repeated whenever its answer was lost. A batch is one transaction. A stream is taken in portions, and answered with one result a line.',
  request: {
    query: z.strictObject({
      backfill: z.enum(['true', 'false']).default('false').meta({
        description: 'The delivery fills up the past: what it earns is earned alike, and not celebrated.',
      }),
    }),
    body: {
      required: true,
      content: {
        'application/json': { schema: { anyOf: [ACTIVITY, ACTIVITIES] } },
        'application/cloudevents+json': { schema: ACTIVITY },
        'application/cloudevents-batch+json': { schema: ACTIVITIES },
        [NDJSON]: { schema: { type: 'string', description: 'One activity a line.' } },
      },
    },
  },
  responses: {
    200: {
      ...delivered,
      content: {
        ...delivered.content,
        [NDJSON]: { schema: { type: 'string', description: 'One DeliveryResult a line.' } },
      },
    },
    ...PROBLEMS,
  },
});

const ActivityId = z.strictObject({
  id: z.string().regex(/^act_[0-9a-z]{24}$/, 'an internal id such as act_…'),
});

const Correction = {
  id: MasterCode.optional().meta({ description: 'An id of the correction itself.' }),
  reason: textOfAtMost(1000).optional(),
};

const voidOne = createRoute({
  ...admits('ingest-activities'),
  method: 'post',
  path: '/activities/{id}/void',
  tags: TAG,
  summary: 'Void an activity',
  description: 'Says that it did not happen. What rested on it is taken back; the activity itself is kept.',
  request: { params: ActivityId, query: NOTHING, body: jsonBody(z.strictObject(Correction)) },
  responses: { 200: json('Correction', 'The correction.'), ...PROBLEMS },
});

const amendOne = createRoute({
  ...admits('ingest-activities'),
  method: 'post',
  path: '/activities/{id}/amend',
  tags: TAG,
  summary: 'Amend an activity',
  description: 'Says it otherwise: the fields of `data` replace those of the activity, null removes one.',
  request: {
    params: ActivityId,
    query: NOTHING,
    body: jsonBody(
      z.strictObject({
        ...Correction,
        subject: MasterCode.optional().meta({ description: 'Code of another rep.' }),
        data: attributesOf(AttributeValue).optional(),
      }),
    ),
  },
  responses: { 200: json('Correction', 'The correction.'), ...PROBLEMS },
});

const list = createRoute({
  ...admits('read-activities'),
  method: 'get',
  path: '/activities',
  tags: TAG,
  summary: 'List activities',
  description: 'The latest first, as they now stand, of the reps whom the actor may see.',
  request: {
    query: PageQuery.extend({
      rep: MasterCode.optional(),
      outlet: MasterCode.optional(),
      type: Code.optional(),
      from: DateText.optional().meta({ description: 'First day.' }),
      to: DateText.optional().meta({ description: 'The day after the last one.' }),
    }),
  },
  responses: { 200: json('StoredActivityPage', 'A page of activities.'), ...PROBLEMS },
});

const readOne = createRoute({
  ...admits('read-activities'),
  method: 'get',
  path: '/activities/{id}',
  tags: TAG,
  summary: 'Read an activity',
  description: 'As it now stands: with what amended it, or voided.',
  request: { params: ActivityId, query: NOTHING },
  responses: { 200: json('StoredActivity', 'The activity as it now stands.'), ...PROBLEMS },
});

export const activityRoutes = ({ now, log }: Services) =>
  newApi()
    .openapi(deliver, async (c) => {
      const context = c.get('context');
      const backfill = c.req.valid('query').backfill === 'true';
      const contentType = c.req.header('content-type') ?? '';
      if (isStream(contentType)) return (await answerStream(c, log, { backfill })) as never;
      if (!/^application\/(cloudevents(-batch)?\+)?json *(;|$)/i.test(contentType))
        return unreadMediaType(c, `Send activities as application/json or ${NDJSON}.`) as never;
      const body: unknown = await c.req.json();
      const items = Array.isArray(body) ? body : [body];
      if (items.length > MOST_AT_ONCE)
        return problemResponse(c, {
          code: 'limit',
          detail: `At most ${MOST_AT_ONCE} activities at once; send these ${items.length} in parts or as ${NDJSON}.`,
        }) as never;
      const delivery = await deliverActivities(context, {
        items: items.map((each) => ({ json: each })),
        backfill,
      });
      return c.json(delivery, 200);
    })
    .openapi(voidOne, async (c) => {
      const correction = { ...c.req.valid('json'), kind: 'void', at: now() } as const;
      const { id: activity } = c.req.valid('param');
      const { status, activity: stored } = await correctActivity(c.get('context'), {
        ...correction,
        activity,
      });
      return c.json({ status, ...(stored !== undefined && { activity: stored }) }, 200);
    })
    .openapi(amendOne, async (c) => {
      const correction = { ...c.req.valid('json'), kind: 'amend', at: now() } as const;
      const { id: activity } = c.req.valid('param');
      const { status, activity: stored } = await correctActivity(c.get('context'), {
        ...correction,
        activity,
      });
      return c.json({ status, ...(stored !== undefined && { activity: stored }) }, 200);
    })
    .openapi(list, async (c) =>
      c.json(await readActivities(c.get('context'), { ...c.req.valid('query'), at: now() }), 200),
    )
    .openapi(readOne, async (c) =>
      c.json(await readActivity(c.get('context'), { ...c.req.valid('param'), at: now() }), 200),
    );
