import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { isFromOwnPage, isKnownName } from '../../../src/http/sign-in/same-origin.ts';

const PUBLIC = 'https://laurel.example.cn';
const app = new Hono()
  .get('/', (c) => c.json(isKnownName(c, PUBLIC)))
  .post('/', (c) => c.json(isFromOwnPage(c)));

it.each([
  ['http://127.0.0.1:8787/', true],
  ['http://[::1]:8787/', true],
  ['http://localhost:8787/', true],
  ['http://laurel.example.cn/', true],
  ['http://127.0.0.1.evil.example/', false],
  ['http://localhost.evil.example/', false],
  ['http://evil.example/', false],
])('%s is a name of this service: %s', async (url, known) => {
  expect(await (await app.request(url)).json()).toBe(known);
});

it.each([
  [{ origin: 'http://laurel.example.cn' }, true],
  [{ origin: 'https://laurel.example.cn', 'x-forwarded-proto': 'https' }, true],
  [{ 'sec-fetch-site': 'same-origin' }, true],
  [{ origin: 'https://laurel.example.cn' }, false],
  [{ origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' }, false],
  [{ 'sec-fetch-site': 'same-site' }, false],
  [{ origin: 'null' }, false],
  [{}, false],
])('a change with %j comes from a page of this address: %s', async (headers, own) => {
  const answer = await app.request('http://laurel.example.cn/', { method: 'POST', headers: { ...headers } });
  expect(await answer.json()).toBe(own);
});
