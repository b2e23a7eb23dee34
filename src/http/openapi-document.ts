import { z } from 'zod';
import { Activity } from '../../schemas/activity.ts';
import { ANSWERS } from './answers.ts';
import type { newApi } from './api.ts';
import { exampleOfAnswer, exampleOfBody, exampleOfParameter, SHARED_EXAMPLES } from './examples.ts';
import type { AnswerName } from './operation.ts';

type Json = Readonly<Record<string, unknown>>;
type Content = Readonly<Record<string, Readonly<{ schema: unknown }>>>;
type Parameter = Readonly<{ name: string; in: string }> & Json;
type Route = Readonly<{
  method: string;
  path: string;
  request?: Readonly<{
    params?: z.ZodObject;
    query?: z.ZodObject;
    body?: Readonly<{ required?: boolean; content: Content }>;
  }>;
  responses: Readonly<Record<string, Readonly<{ description: string; content?: Content }>>>;
}> &
  Json;

/**
 * The OpenAPI 3.1 document of an app, whose operations have been declared. The schemas are written by zod itself, as
 * the published files of `schemas/` are: zod-to-openapi (8.4) knows neither the ids of zod 4 nor recursive schemas.
 */
export const openApiDocument = (app: ReturnType<typeof newApi>, version: string): Json => {
  const components = new Map<string, unknown>();
  const schemaOf = schemaWriter(components);
  schemaOf(Activity, 'input');
  const paths: Record<string, Record<string, Json>> = {};
  for (const definition of app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { method, path, request, responses, ...rest } = definition.route as unknown as Route;
    paths[path] ??= {};
    paths[path][method] = {
      operationId: operationId(method, path),
      ...rest,
      parameters: [
        ...parametersOf(request?.params, 'path', schemaOf),
        ...parametersOf(request?.query, 'query', schemaOf),
        ...(request?.body ? [IDEMPOTENCY_KEY] : []),
      ].map((each) => ({ ...each, ...exampleOfParameter(path, each.in, each.name) })),
      ...(request?.body && {
        requestBody: {
          required: true,
          content: contentOf(request.body.content, (mediaType, schema) => ({
            schema: schemaOf(schema, 'input'),
            ...exampleOfBody(method, path, mediaType),
          })),
        },
      }),
      responses: Object.fromEntries(
        Object.entries(responses)
          .filter(([status]) => isPossible(method, request?.body !== undefined, status))
          .map(([status, { description, content }]) => [
            status,
            {
              description,
              ...(content && {
                content: contentOf(content, (mediaType, schema) => ({
                  schema: schemaOf(isAnswer(schema) ? ANSWERS[schema.answer] : schema, 'output'),
                  ...exampleOfAnswer(isAnswer(schema) ? schema.answer : undefined, status, mediaType),
                })),
              }),
            },
          ]),
      ),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Laurel 桂冠',
      version,
      description:
        'Incentives for sales teams: activities in; awards, ledgers, leaderboards and statements out. Lists are paged by cursor, errors are RFC 9457 problem details, times ISO 8601, amounts exact decimal texts. Any write may carry an `Idempotency-Key`. Answers tell by `RateLimit` and `RateLimit-Policy` how many requests are left (draft-ietf-httpapi-ratelimit-headers-11).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'The key of a program.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'laurel.session_token',
          description: 'The session of somebody who signed in; over https the name begins with `__Secure-`.',
        },
      },
      schemas: Object.fromEntries(components),
      examples: SHARED_EXAMPLES,
    },
  };
};

/** Only of a body can be said that it is too large, which is also looked at where none is read, or of another media type. */
const isPossible = (method: string, hasBody: boolean, status: string): boolean =>
  hasBody || (status === '413' ? method === 'delete' : status !== '415');

/** Every write may carry one. */
const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Of the sender’s own making: the same request again under it is done once, and answered alike for a day.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,200}$' },
} as const;

type SchemaOf = (schema: unknown, io: 'input' | 'output') => unknown;

/** Writes schemas; those that have an id become components, and are referred to. What is no zod schema stays. */
const schemaWriter = (components: Map<string, unknown>): SchemaOf => {
  const add = (name: string, schema: unknown): void => {
    const component = withoutId(schema);
    const there = components.get(name);
    // What may be left out of a request stands in every answer, so that the two need names of their own.
    if (there !== undefined && JSON.stringify(there) !== JSON.stringify(component))
      throw new Error(`${name} is written in two ways; give what is sent an id of its own.`);
    components.set(name, component);
  };
  return (schema, io) => {
    if (!(schema instanceof z.ZodType)) return schema;
    const text = JSON.stringify(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
    const {
      $schema: _,
      $defs = {},
      ...own
    } = JSON.parse(text.replaceAll('#/$defs/', '#/components/schemas/')) as {
      [key: string]: unknown;
    };
    for (const [name, component] of Object.entries($defs as Json)) add(name, component);
    const id = schema.meta()?.id;
    if (id === undefined) return own;
    const reference = `#/components/schemas/${id}`;
    // zod writes the root as a reference to itself where it has an id.
    if (own.$ref !== reference) add(id, own);
    return { $ref: reference };
  };
};

/** The id is the name of the component; as a JSON Schema keyword it would be the base of its references. */
const withoutId = (schema: unknown): unknown => {
  const { id: _, ...rest } = schema as { [key: string]: unknown };
  return rest;
};

const contentOf = (content: Content, write: (mediaType: string, schema: unknown) => Json): Json =>
  Object.fromEntries(
    Object.entries(content).map(([mediaType, { schema }]) => [mediaType, write(mediaType, schema)]),
  );

const isAnswer = (schema: unknown): schema is AnswerName =>
  typeof schema === 'object' && schema !== null && 'answer' in schema;

const parametersOf = (
  schema: z.ZodObject | undefined,
  place: 'path' | 'query',
  schemaOf: SchemaOf,
): Parameter[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...own }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: own,
  }));
};

/** `get /reps/{code}/today` is `getRepsCodeToday`. */
const operationId = (method: string, path: string): string =>
  method +
  path
    .replace(/^\/api(\/v1)?/, '')
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
