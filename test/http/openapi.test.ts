import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/app/operations.ts';
import { testDatabase } from '../test-database.ts';
import { described, type Schema } from './fuzz/described.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let document: Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
  components: Readonly<{ examples: Readonly<Record<string, Readonly<{ value: unknown }>>> }>;
}>;

/** A parameter, a body or an answer with its examples, of which some are referred to. */
type Exemplified = Readonly<{
  schema: Schema;
  example?: unknown;
  examples?: Readonly<Record<string, Readonly<{ $ref: string }>>>;
}>;
type Answer = Readonly<{ content?: Readonly<Record<string, Exemplified>> }>;

beforeAll(async () => {
  api = await testApi(database.tenant(), database.url());
  document = (await api.send('GET', '/api/openapi.json', { as: null })).json as typeof document;
});
afterAll(() => api.close());

const operations = () =>
  Object.values(document.paths).flatMap((methods) => Object.values(methods).map((operation) => operation));

describe('the document of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect([valid, validator.version]).toEqual([true, '3.1']);
  });

  it('names every operation once, and says who may do it', () => {
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const operation of operations()) {
      expect(operation.summary, String(operation.operationId)).toEqual(expect.any(String));
      const verb = operation['x-operation'] as keyof typeof OPERATIONS | undefined;
      if (verb) expect(operation['x-roles']).toEqual(OPERATIONS[verb]);
    }
  });

  it('has no operation that anybody may do but health and signing in', () => {
    const open = operations().filter(({ security }) => (security as unknown[]).length === 0);
    expect(open.map(({ operationId }) => operationId).sort()).toEqual(['getHealth', 'getSignIn']);
  });

  it('says of every operation what it is for, who may do it, and what it refuses with', () => {
    for (const operation of operations()) {
      const name = String(operation.operationId);
      expect(operation.description, name).toEqual(expect.stringMatching(/^\p{Lu}.*[.`]$/su));
      const isOpen = (operation.security as unknown[]).length === 0;
      if (isOpen) continue;
      expect(operation.security, name).toEqual([{ bearer: [] }, { session: [] }]);
      const isDelete = name.startsWith('delete');
      const bodies = operation.requestBody ? ['413', '415'] : isDelete ? ['413'] : [];
      const refused = Object.keys(operation.responses as object).filter((status) => status >= '400');
      expect(refused, name).toEqual(['400', '401', '403', '404', '409', ...bodies, '422', '429', '503']);
    }
  });

  it('has an example of every parameter, body and answer, and each is valid', () => {
    const { isValid } = described(document);
    let found = 0;
    const check = (place: string, { schema, example, examples }: Exemplified) => {
      const shared = Object.values(examples ?? {}).map(
        ({ $ref }) => document.components.examples[$ref.split('/').at(-1) ?? '']?.value,
      );
      const all = example === undefined ? shared : [example, ...shared];
      expect(all.length, `${place} has no example`).toBeGreaterThan(0);
      for (const each of all) expect(isValid(schema, each), `${place}: ${JSON.stringify(each)}`).toBe(true);
      found += all.length;
    };
    for (const operation of operations()) {
      const name = String(operation.operationId);
      for (const parameter of operation.parameters as (Exemplified & { name: string })[])
        check(`${name} ${parameter.name}`, parameter);
      const { content = {} } = (operation.requestBody ?? {}) as Answer;
      for (const [type, body] of Object.entries(content)) check(`${name} ${type}`, body);
      for (const [status, answer] of Object.entries(operation.responses as Record<string, Answer>))
        for (const [type, body] of Object.entries(answer.content ?? {}))
          check(`${name} ${status} ${type}`, body);
    }
    expect(found).toBeGreaterThan(operations().length * 8);
  });

  it('has examples that are taken: of problems with their own status, of activities for every line', () => {
    for (const [name, { value }] of Object.entries(document.components.examples))
      if (name.startsWith('Problem'))
        expect(value).toMatchObject({ status: Number(name.slice('Problem'.length)) });
    const { isValid } = described(document);
    const { requestBody } = operations().find(({ operationId }) => operationId === 'postActivities') ?? {};
    const { content = {} } = requestBody as Answer;
    const lines = String(content['application/x-ndjson']?.example).trim().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines)
      expect(isValid({ $ref: '#/components/schemas/Activity' }, JSON.parse(line)), line).toBe(true);
  });

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await api.send('GET', '/api/docs', { as: null });
    expect(page.status).toBe(200);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.every((address) => address?.startsWith('/'))).toBe(true);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
