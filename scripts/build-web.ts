/**
 * Builds the web app into `dist/web`, with what the page of the API needs beside it. With `--if-needed` nothing is done
 * when the build is newer than everything it is made of.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const packages = createRequire(import.meta.url);
const BUILT = join(ROOT, 'dist/web/index.html');
const SOURCES = ['src/ui', 'schemas', 'vite.config.ts', 'scripts/build-web.ts', 'package-lock.json'];

/** Starts the page of the API; a file of its own, since pages of ours run no script that stands in them. */
const DOCS_START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

/** What Workers say with every static file; on Node the service says it itself. */
const HEADERS = `/*
  Content-Security-Policy: default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: SAMEORIGIN
/assets/*
  Cache-Control: public, max-age=31536000, immutable
`;

const newest = (path: string): number => {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
};

const isNeeded = (): boolean => {
  if (!existsSync(BUILT)) return true;
  const built = statSync(BUILT).mtimeMs;
  return SOURCES.some((path) => newest(join(ROOT, path)) > built);
};

/** Builds everything that the service hands out as files. */
const buildWeb = async (): Promise<void> => {
  // Vite takes whatever stands here, and React is twice as large where it is something else.
  process.env.NODE_ENV = 'production';
  await build({ configFile: join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  const docs = join(ROOT, 'dist/web/docs-assets');
  mkdirSync(docs, { recursive: true });
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    copyFileSync(packages.resolve(`swagger-ui-dist/${name}`), join(docs, name));
  writeFileSync(join(docs, 'start.js'), DOCS_START);
  writeFileSync(join(ROOT, 'dist/web/_headers'), HEADERS);
  const now = new Date();
  utimesSync(BUILT, now, now);
};

if (!process.argv.includes('--if-needed') || isNeeded()) await buildWeb();
