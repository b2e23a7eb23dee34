/**
 * `npm run bundle`: writes docs/worker-bundle.md, the list of what the Worker's bundle contains. `--check` writes nothing and
 * ends with 1 where the list is another.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildBundle } from './build-bundle.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const DOCUMENT = at('docs/worker-bundle.md');

type Manifest = Readonly<{ version?: string; license?: string }>;

const line = async (name: string): Promise<string> => {
  const manifest = JSON.parse(await readFile(at(`node_modules/${name}/package.json`), 'utf8')) as Manifest;
  return `| ${name} | ${manifest.version ?? '?'} | ${manifest.license ?? '?'} |`;
};

const { packages } = await buildBundle();
const text = [
  '# What the Worker’s bundle contains',
  '',
  'Written by `npm run bundle` from the bundle that `wrangler deploy` would send; a test compares it. Code of jsonpath or',
  'json-rules-engine in the bundle is an error.',
  '',
  '| Package | Version | Licence |',
  '|---|---|---|',
  ...(await Promise.all(packages.map(line))),
  '',
].join('\n');

if (!process.argv.includes('--check')) await writeFile(DOCUMENT, text);
else if ((await readFile(DOCUMENT, 'utf8').catch(() => '')) !== text) {
  process.stderr.write('docs/worker-bundle.md is not what the bundle contains; run npm run bundle.\n');
  process.exitCode = 1;
}
