import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { DEFAULT_LIMITS } from '../../src/http/limits.ts';
import { clientAddress } from '../../src/node/client-address.ts';
import { withWebApp } from '../../src/node/with-web-app.ts';

const request = (forwarded?: string): Request =>
  new Request('http://laurel.example/', {
    ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }),
  });
const env = { incoming: { socket: { remoteAddress: '10.0.0.1' } } };

describe('the address of a client', () => {
  it.each([
    [0, undefined, '10.0.0.1'],
    [0, '203.0.113.7', '10.0.0.1'],
    [1, '203.0.113.7', '203.0.113.7'],
    [1, 'forged, 203.0.113.7', '203.0.113.7'],
    [2, 'forged, 203.0.113.7, 10.0.0.2', '203.0.113.7'],
    [2, '203.0.113.7', '10.0.0.1'],
    [1, undefined, '10.0.0.1'],
    [1, ' ', '10.0.0.1'],
  ])('behind %i proxies that say %s is %s', (proxies, forwarded, address) => {
    expect(clientAddress(proxies)(request(forwarded), env)).toBe(address);
  });

  it('is not known without a socket', () => {
    expect(clientAddress(0)(request('203.0.113.7'), undefined)).toBeUndefined();
  });

  it('reaches the service through the web app around it', async () => {
    const seen: (string | undefined)[] = [];
    const app = createApp({
      openStore: async () => ({ store: { db: {} as never, identityKey: 'test' }, close: async () => {} }),
      actorOf: async () => undefined,
      clientAddress: (...asked) => {
        seen.push(clientAddress(0)(...asked));
        return undefined;
      },
      limits: DEFAULT_LIMITS,
      carryJob: async () => {},
      personas: async () => undefined,
      docsAssets: '',
      version: '',
      tenant: 'main',
      signIn: { providers: [] },
      background: () => {},
      now: () => 0,
      log: () => {},
    });
    const server = createServer(getRequestListener(withWebApp(app).fetch));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const { status } = await fetch(`http://127.0.0.1:${port}/api/v1/me`, {
        headers: { authorization: 'Bearer a-token-of-nobody' },
      });
      expect([status, new Set(seen)]).toEqual([401, new Set(['127.0.0.1'])]);
    } finally {
      server.close();
    }
  });
});
