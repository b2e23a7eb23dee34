import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { type CreatedKey, KeyId, KeyRotation, NewKey } from '../../../schemas/api-key.ts';
import { PageQuery } from '../../../schemas/page.ts';
import { createKey } from '../../app/keys/create-key.ts';
import { readKeys } from '../../app/keys/read-keys.ts';
import { revokeKey } from '../../app/keys/revoke-key.ts';
import { rotateKey } from '../../app/keys/rotate-key.ts';
import { readScopes } from '../../app/keys/scopes.ts';
import { type ApiEnv, newApi } from '../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../operation.ts';

const TAGS = ['Keys'];
const ofKey = z.strictObject({ id: KeyId });

const ONCE =
  'The secret is in this answer and nowhere else. Under an Idempotency-Key the answer is repeated without it: rotate the key if the first answer was lost.';

const list = createRoute({
  ...admits('read-keys'),
  method: 'get',
  path: '/keys',
  tags: TAGS,
  summary: 'List the keys of programs',
  description: 'Keys by name, each with what it is for and when it was last used, without the secret.',
  request: { query: PageQuery },
  responses: { 200: json('ApiKeyPage', 'A page of keys, the latest first.'), ...PROBLEMS },
});

const scopes = createRoute({
  ...admits('read-keys'),
  method: 'get',
  path: '/keys/scopes',
  tags: TAGS,
  summary: 'List what a key can be scoped to',
  description: 'The operations that an integrator may do: `operations` of a new key are some of them.',
  request: { query: NOTHING },
  responses: { 200: json('KeyScopes', 'The operations.'), ...PROBLEMS },
});

const create = createRoute({
  ...admits('manage-keys'),
  method: 'post',
  path: '/keys',
  tags: TAGS,
  summary: 'Make a key for a program',
  description: `The program sends it as its bearer token, and is an integrator. ${ONCE}`,
  request: { query: NOTHING, body: jsonBody(NewKey) },
  responses: { 201: json('CreatedKey', 'The key.'), ...PROBLEMS },
});

const rotate = createRoute({
  ...admits('manage-keys'),
  method: 'post',
  path: '/keys/{id}/rotate',
  tags: TAGS,
  summary: 'Put a new key in the place of one',
  description: `The new one has the name and scope of the old one, which stays good for \`graceHours\`. ${ONCE}`,
  request: { params: ofKey, query: NOTHING, body: jsonBody(KeyRotation) },
  responses: { 201: json('CreatedKey', 'The new key.'), ...PROBLEMS },
});

const revoke = createRoute({
  ...admits('manage-keys'),
  method: 'delete',
  path: '/keys/{id}',
  tags: TAGS,
  summary: 'Revoke a key',
  description: 'It is refused from now on, and so are those it has replaced.',
  request: { params: ofKey, query: NOTHING },
  responses: { 200: json('ApiKey', 'The key as it is now.'), ...PROBLEMS },
});

/** Answers with the key, which is shown this once: what is kept for the sender of the same request lacks it. */
const answerCreated = (c: Context<ApiEnv>, made: CreatedKey) => {
  const { key: _, ...told } = made;
  c.set('answerToKeep', JSON.stringify(told));
  return c.json(made, 201);
};

export const keyRoutes = () =>
  newApi()
    .openapi(list, async (c) => c.json(await readKeys(c.get('context'), c.req.valid('query')), 200))
    .openapi(scopes, async (c) => c.json(readScopes(c.get('context')), 200))
    .openapi(create, async (c) => answerCreated(c, await createKey(c.get('context'), c.req.valid('json'))))
    .openapi(rotate, async (c) =>
      answerCreated(
        c,
        await rotateKey(c.get('context'), { ...c.req.valid('param'), ...c.req.valid('json') }),
      ),
    )
    .openapi(revoke, async (c) => c.json(await revokeKey(c.get('context'), c.req.valid('param')), 200));
