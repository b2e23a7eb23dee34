import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OPERATIONS } from '../../src/app/operations.ts';
import { testDatabase } from '../test-database.ts';
import { type TestApi, testApi } from './test-api.ts';

const database = testDatabase();
let api: TestApi;
let document: Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Record<string, unknown>>>>>;
}>;

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

  it('has a page that loads nothing from elsewhere', async () => {
    const page = await api.send('GET', '/api/docs', { as: null });
    expect(page.status).toBe(200);
    const loaded = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address);
    expect(loaded.length).toBeGreaterThan(1);
    expect(loaded.every((address) => address?.startsWith('/'))).toBe(true);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
