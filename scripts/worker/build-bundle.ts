import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Runs wrangler's program in this repository, without asking Cloudflare anything. */
export const wrangler = (...args: readonly string[]) =>
  promisify(execFile)(process.execPath, [join(ROOT, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    cwd: ROOT,
    env: { ...process.env, CLOUDFLARE_CF_FETCH_ENABLED: 'false', WRANGLER_SEND_METRICS: 'false', CI: 'true' },
  });

/** What would be deployed to Workers: its code, and the packages that are in it, by name. */
export type Bundle = Readonly<{ code: Buffer; packages: readonly string[] }>;

/**
 * Builds what wrangler would deploy.
 * @throws Error when the code of jsonpath is in it, which can run what a rule says, or texts of zod that nobody reads.
 */
export const buildBundle = async (): Promise<Bundle> => {
  const out = await mkdtemp(join(tmpdir(), 'laurel-bundle-'));
  try {
    // wrangler wants the folder of assets, built or not.
    await mkdir(join(ROOT, 'dist/web'), { recursive: true });
    await wrangler('deploy', '--dry-run', '--outdir', out);
    const code = await readFile(join(out, 'worker.js'));
    const sources = JSON.parse(await readFile(join(out, 'worker.js.map'), 'utf8')).sources as string[];
    const jsonpath = sources.filter((source) => /jsonpath|json-rules-engine/.test(source));
    if (jsonpath.length > 0 || code.includes('jsonpath'))
      throw new Error(`The bundle holds jsonpath: ${jsonpath.join(', ')}`);
    const texts = sources.filter((source) => /\/zod\/.*\/locales\/(?!en\.js)/.test(source));
    if (texts.length > 0) throw new Error(`The bundle holds texts of zod: ${texts.join(', ')}`);
    const packages = new Set(
      sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
    );
    return { code, packages: [...packages].filter((name) => name !== 'src').sort() };
  } finally {
    await rm(out, { recursive: true, force: true });
  }
};
