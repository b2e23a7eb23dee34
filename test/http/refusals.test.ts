import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Problem } from '../../schemas/problem.ts';
import { importData } from '../../src/app/import/import-data.ts';
import { publishPlan } from '../../src/app/plan/publish-plan.ts';
import { smallData, smallPlan } from '../app/small-plan.ts';
import { testDatabase } from '../test-database.ts';
import { type Answered, type TestApi, testApi } from './test-api.ts';

type Operation = Readonly<{
  requestBody?: unknown;
  security?: readonly unknown[];
  parameters: readonly Readonly<{ name: string; in: string; schema: Readonly<Record<string, unknown>> }>[];
}>;
type Document = Readonly<{ paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> }>;

const database = testDatabase();
let api: TestApi;
let operations: (Operation & Readonly<{ method: string; path: string }>)[];

beforeAll(async () => {
  const context = database.tenant();
  await publishPlan(context, smallPlan().documents);
  await importData(context, { data: smallData([]) });
  api = await testApi(context, database.url());
  const { paths } = (await api.send('GET', '/api/openapi.json', { as: null })).json as Document;
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      path,
      method: method.toUpperCase(),
    })),
  );
});
afterAll(() => api.close());

/** A path whose places are filled with what names nothing, or what could name nothing. */
const filled = (path: string, value: string) => path.replace(/\{\w+\}/g, encodeURIComponent(value));
const NOTHING = 'nothing-of-this-name';
const writes = () => operations.filter(({ requestBody }) => requestBody !== undefined);
const named = (operation: { method: string; path: string }) => `${operation.method} ${operation.path}`;

/** The answer is a problem document of ours, and no fault of ours. */
const expectProblem = (answer: Answered, what: string) => {
  expect(answer.status, what).toBeGreaterThanOrEqual(400);
  expect(answer.status, what).toBeLessThan(500);
  expect(answer.headers.get('content-type'), what).toMatch(/^application\/problem\+json/);
  expect(Problem.safeParse(answer.json).error, what).toBeUndefined();
  expect(answer.json, what).toMatchObject({ status: answer.status });
};

describe('every operation', () => {
  it('is found', () => expect(operations.length).toBeGreaterThan(20));

  it('refuses a body that is no JSON', async () => {
    for (const each of writes()) {
      for (const body of ['{"a":', 'no json', '\u0000', '']) {
        const headers = { 'content-type': 'application/json' };
        const path = filled(each.path, NOTHING);
        expectProblem(await api.send(each.method, path, { body, headers }), `${named(each)} ${body}`);
      }
    }
  });

  it('refuses values of other types', async () => {
    for (const each of writes()) {
      for (const body of [[[]], 7, 'text', null, { unknown: true }, { period: 7 }, { id: {} }]) {
        const answer = await api.send(each.method, filled(each.path, NOTHING), {
          body: JSON.stringify(body),
        });
        // A delivery tells of each activity on its own.
        if (each.path === '/api/v1/activities' && answer.status === 200)
          expect(answer.json).toMatchObject({ accepted: 0, refused: 1 });
        else expectProblem(answer, `${named(each)} ${JSON.stringify(body)}`);
      }
    }
  });

  it('refuses a body nested ten thousand deep, and one of 50 MB', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    const large = JSON.stringify(['x'.repeat(50 * 1024 * 1024)]);
    for (const each of writes()) {
      const path = filled(each.path, NOTHING);
      expectProblem(await api.send(each.method, path, { body: deep }), `${named(each)} deep`);
      expectProblem(await api.send(each.method, path, { body: large }), `${named(each)} large`);
    }
  }, 240_000);

  it('refuses a write without a body, or one that does not say what it is', async () => {
    for (const each of writes()) {
      const path = filled(each.path, idFor(each.path));
      expectProblem(await api.send(each.method, path), `${named(each)} without a body`);
      const unsaid = { body: '{}', headers: { 'content-type': '' } };
      expectProblem(await api.send(each.method, path, unsaid), `${named(each)} unsaid`);
    }
  });

  it('refuses a media type it does not read', async () => {
    for (const each of writes()) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      expectProblem(
        await api.send(each.method, filled(each.path, NOTHING), { body: 'a=1', headers }),
        named(each),
      );
    }
  });

  it('refuses a query field it does not know, and values that cannot be', async () => {
    for (const each of operations) {
      const path = filled(each.path, idFor(each.path));
      const body = each.requestBody === undefined ? {} : { body: '{}' };
      const answer = await api.send(each.method, `${path}?no-such-field=1`, body);
      expectProblem(answer, named(each));
      expect(answer.text, named(each)).toContain('no-such-field');
      if (each.method !== 'GET') continue;
      for (const { name } of each.parameters.filter((parameter) => parameter.in === 'query')) {
        const answer = await api.send('GET', `${path}?${name}=${encodeURIComponent('\u0000 %$/…')}`);
        expectProblem(answer, `${named(each)}?${name}`);
      }
    }
  });

  it('refuses ids and codes of nothing', async () => {
    const strange = [NOTHING, "' or 1=1 --", '\u0000', 'x'.repeat(5_000), '__proto__', '%'];
    for (const each of operations.filter(({ path }) => path.includes('{'))) {
      for (const value of strange) {
        const query = queryOf(each);
        const options = each.requestBody === undefined ? {} : { body: '{}' };
        const answer = await api.send(each.method, `${filled(each.path, value)}${query}`, options);
        expectProblem(answer, `${named(each)} ${value.slice(0, 30)}`);
      }
    }
  });

  it('refuses cursors that no page gave', async () => {
    const lists = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'cursor'));
    expect(lists.length).toBeGreaterThan(2);
    const key = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
    const forged = [
      'x',
      'W10',
      key(['a', 'b']),
      key([1]),
      key(['\u0000', '\u0000']),
      key(['\u0000']),
      key(['9007199254740991', 'x']),
      key(['2024', 'x']),
      key(['0000-01-01T00:00:00.000Z', 'x']),
    ];
    for (const each of lists) {
      for (const cursor of forged) {
        const answer = await api.send('GET', `${filled(each.path, 'ann')}?cursor=${cursor}`);
        // A text is a place in the order of activities, whoever wrote it.
        if (answer.status !== 200) expectProblem(answer, `${named(each)} ${cursor}`);
      }
    }
  });

  it('is for nobody without a token, and for nobody with a false one', async () => {
    for (const each of operations) {
      const path = `${filled(each.path, 'ann')}${queryOf(each)}`;
      const body = each.requestBody === undefined ? {} : { body: '{}' };
      const nobody = await api.send(each.method, path, { as: null, ...body });
      const forged = await api.send(each.method, path, {
        as: null,
        ...body,
        headers: { authorization: 'Bearer 0123456789abcdef0123456789' },
      });
      if (each.security?.length === 0) {
        expect(nobody.status, named(each)).toBe(200);
        continue;
      }
      for (const answer of [nobody, forged]) {
        expectProblem(answer, named(each));
        expect(answer.status, named(each)).toBe(401);
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      }
    }
  });
});

/** A code or id of the form that a path has a place for. */
const idFor = (path: string): string => {
  if (path.includes('/activities/')) return `act_${'0'.repeat(24)}`;
  if (path.includes('/awards/')) return `awd_${'0'.repeat(24)}`;
  if (path.includes('/jobs/')) return `job_${'0'.repeat(32)}`;
  if (path.includes('/settlements/')) return '2024-03';
  return 'sales';
};

/** What an operation cannot do without. */
const queryOf = ({ parameters }: Operation): string => {
  const known: Readonly<Record<string, string>> = { period: '2024-03', rep: 'ann' };
  const needed = parameters.filter(({ in: place, name }) => place === 'query' && known[name] !== undefined);
  return needed.length === 0 ? '' : `?${needed.map(({ name }) => `${name}=${known[name]}`).join('&')}`;
};
