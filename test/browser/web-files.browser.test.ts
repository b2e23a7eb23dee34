import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { ask } from './open-browser.ts';

const get = (path: string, encoding: string, as?: string): Promise<Response> => {
  const { address, tokens } = inject('service');
  const headers = {
    'accept-encoding': encoding,
    ...(as !== undefined && { authorization: `Bearer ${tokens[as]}` }),
  };
  return fetch(`${address}${path}`, { headers });
};

const scriptOf = async (): Promise<string> =>
  /src="(\/assets\/[^"]+\.js)"/.exec(await (await get('/', 'identity')).text())?.[1] ?? '';

it('files come compressed to those who understand it, and are the same', async () => {
  const script = await scriptOf();
  const plain = await get(script, 'identity');
  expect(plain.headers.get('content-encoding')).toBeNull();
  const text = await plain.text();
  for (const [accepted, used] of [
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
  ] as const) {
    const answer = await get(script, accepted);
    expect(answer.headers.get('content-encoding')).toBe(used);
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(answer.headers.get('content-type')).toMatch(/^text\/javascript/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(text.length / 2);
    expect(await answer.text()).toBe(text);
  }
  const docs = await get('/docs-assets/swagger-ui-bundle.js', 'br');
  expect(docs.headers.get('content-encoding')).toBe('br');
});

it('what is read comes compressed, what is refused as it is understood', async () => {
  const path = '/api/v1/statements?period=2026-11';
  const answer = await get(path, 'gzip', 'payroll');
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(await answer.json()).toEqual(await ask('/statements?period=2026-11', 'payroll'));
  expect((await get(path, 'identity', 'payroll')).headers.get('content-encoding')).toBeNull();
  const refused = await get('/api/v1/nothing', 'identity', 'payroll');
  expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'not-found' }]);
});

it('Workers say with their files what the service says with its own', async () => {
  const file = readFileSync(new URL('../../dist/web/_headers', import.meta.url), 'utf8');
  const said = file.split('/assets/*')[0]?.matchAll(/^ {2}([a-z-]+): (.*)$/gm) ?? [];
  const { headers } = await get('/', 'identity');
  let count = 0;
  for (const [, name = '', value] of said) {
    expect(headers.get(name), name).toBe(value);
    count += 1;
  }
  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(count).toBeGreaterThanOrEqual(6);
});
