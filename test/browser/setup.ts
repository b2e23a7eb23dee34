import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { parseLimits } from '../../src/http/limits.ts';
import type { LogEntry } from '../../src/http/services.ts';
import { runService } from '../../src/node/run-service.ts';
import { type FoundBrowser, findBrowser } from './find-browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    browser: FoundBrowser;
    /** Where the service answers, with the small demo in it, and the token of each persona. */
    service: Readonly<{ address: string; tokens: Readonly<Record<string, string>> }>;
  }
}

const BUILD = fileURLToPath(new URL('../../scripts/build-web.ts', import.meta.url));

/** A Wednesday in the working month, at two in the afternoon in Shanghai. */
const NOW = Date.parse('2026-11-18T06:00:00Z');
const PATIENCE_MS = 60_000;

/** Builds the web app and runs the service on a throw-away store with the small demo, as a newcomer would have it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', BUILD, '--if-needed'], {
    stdio: 'inherit',
  });
  project.provide('browser', await findBrowser());
  const dataDir = await mkdtemp(join(tmpdir(), 'laurel-web-'));
  // Whatever database the developer works on stays out of it.
  delete process.env.DATABASE_URL;
  const started = Date.now();
  const service = await runService(
    {
      port: 0,
      host: '127.0.0.1',
      dataDir,
      keyFile: undefined,
      tokens: undefined,
      demo: 'small',
      tenant: 'main',
      signIn: { providers: [] },
      processes: 1,
      // The screens are looked at quicker than by people.
      limits: parseLimits('people=1000000'),
      trustedProxies: 0,
    },
    { now: () => NOW + Date.now() - started, log: writeFailure },
  );
  await demoLoaded(service.address);
  const tokens = Object.fromEntries(service.shown.map(({ who, path }) => [who, path.replace(/^.*#/, '')]));
  project.provide('service', { address: service.address, tokens });
  return async () => {
    await service.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Tests ask for refusals too; only what the service did not expect is worth a line. */
const writeFailure = (entry: LogEntry): void => {
  if (entry.level === 'error') process.stderr.write(`${JSON.stringify(entry)}\n`);
};

const demoLoaded = async (address: string): Promise<void> => {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const health = (await (await fetch(`${address}/api/health`)).json()) as { demo?: { status: string } };
    if (health.demo?.status === 'done') return;
    if (health.demo?.status === 'failed') break;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('The demo was not loaded.');
};
