import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import type { createApp } from '../http/create-app.ts';
import { CACHED_FOREVER } from '../http/static-headers.ts';

/** The built web app, with the assets of the API page. */
const WEB = fileURLToPath(new URL('../../dist/web', import.meta.url));

/** Each file stands there compressed too. */
const FILES = { root: WEB, precompressed: true } as const;

/**
 * The API with the web app beside it, and what Workers do by themselves: files and what is read come compressed to those who
 * understand that. What is written is answered as it is, since a sender waits for it with the next batch.
 */
export const withWebApp = (app: ReturnType<typeof createApp>): Pick<Hono, 'fetch'> => {
  // The names of assets change with their content; the page that names them is always asked for again.
  app.use(
    '/assets/*',
    serveStatic({ ...FILES, onFound: (_path, c) => c.header('cache-control', CACHED_FOREVER) }),
  );
  app.use('/*', serveStatic(FILES));
  app.get('/*', serveStatic({ ...FILES, path: 'index.html' }));
  return new Hono().get('/api/*', compress()).mount('/', app.fetch, { replaceRequest: false });
};
