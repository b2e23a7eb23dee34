/**
 * Builds the web app into `dist/web`, with what the page of the API needs beside it. With `--if-needed` nothing is done
 * when the build is newer than everything it is made of.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { Hono } from 'hono';
import { build } from 'vite';
import { CACHED_FOREVER, securityHeaders } from '../src/http/static-headers.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const packages = createRequire(import.meta.url);
const WEB = join(ROOT, 'dist/web');
const BUILT = join(WEB, 'index.html');
const SOURCES = [
  'src/ui',
  'schemas',
  'src/http/static-headers.ts',
  'vite.config.ts',
  'scripts/build-web.ts',
  'package-lock.json',
];

/** Starts the page of the API; a file of its own, since pages of ours run no script that stands in them. */
const DOCS_START = `SwaggerUIBundle({
  url: '/api/openapi.json',
  dom_id: '#api',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
`;

/** What Workers say with every static file: the same as the service does, which on Node hands out the files itself. */
const headersFile = async (): Promise<string> => {
  const { headers } = await new Hono()
    .use(securityHeaders)
    .get('/', (c) => c.body(null))
    .request('/');
  return [
    '/*',
    ...[...headers].map(([name, value]) => `  ${name}: ${value}`),
    '/assets/*',
    `  cache-control: ${CACHED_FOREVER}`,
    '',
  ].join('\n');
};

/** What is smaller fits a packet as it is. */
const LEAST_BYTES = 1_024;
const COMPRESSIBLE = /\.(?:js|css|html|svg)$/;

/** Compresses every file of text once, beside itself, for a service that hands out the files. */
const compressFiles = async (directory: string): Promise<void> => {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => COMPRESSIBLE.test(path) && statSync(path).size >= LEAST_BYTES);
  await Promise.all(
    files.map(async (path) => {
      const content = readFileSync(path);
      writeFileSync(`${path}.br`, await promisify(brotliCompress)(content));
      writeFileSync(`${path}.gz`, await promisify(gzip)(content, { level: 9 }));
    }),
  );
};

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
  const docs = join(WEB, 'docs-assets');
  mkdirSync(docs, { recursive: true });
  for (const name of ['swagger-ui.css', 'swagger-ui-bundle.js'])
    copyFileSync(packages.resolve(`swagger-ui-dist/${name}`), join(docs, name));
  writeFileSync(join(docs, 'start.js'), DOCS_START);
  writeFileSync(join(WEB, '_headers'), await headersFile());
  await compressFiles(WEB);
  // Workers compress by themselves.
  writeFileSync(join(WEB, '.assetsignore'), '*.br\n*.gz\n');
  const now = new Date();
  utimesSync(BUILT, now, now);
};

if (!process.argv.includes('--if-needed') || isNeeded()) await buildWeb();
