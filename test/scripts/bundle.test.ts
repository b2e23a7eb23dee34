import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

it('the list of what the Worker’s bundle contains is that of the bundle', { timeout: 60_000 }, async () => {
  const program = [at('scripts/worker/list-bundle.ts'), '--check'];
  await promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', ...program]);
});

type Locked = Readonly<{ packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> }>;

it('nothing that ships needs a script to be installed, or names where it was got', async () => {
  const { packages } = JSON.parse(await readFile(at('package-lock.json'), 'utf8')) as Locked;
  const shipped = Object.entries(packages).filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(shipped.length).toBeGreaterThan(50);
  const scripted = shipped.filter(([, { hasInstallScript }]) => hasInstallScript).map(([name]) => name);
  // A counter of downloads, which swagger-ui-dist brings and nobody needs.
  expect(scripted).toEqual(['node_modules/@scarf/scarf']);
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  expect(await readFile(at('.npmrc'), 'utf8')).toContain('ignore-scripts=true');
});
