import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFiles } from '../../src/node/directories.ts';
import { demo } from '../app/demo/demo-import.ts';
import { laurel } from '../cli/laurel.ts';
import { runningService, type ServiceProcess } from '../node/service-process.ts';
import { planFolder } from '../read-plan-folder.ts';

const run = promisify(execFile);
const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const BETWEEN = '--- the end of a block ---';

/** A block of code in the document: its language, what it is for, and its text. */
type Block = Readonly<{ language: string; role: string | undefined; text: string }>;

let scratch: string;
let blocks: Block[];
let service: ServiceProcess;
let token: string;

beforeAll(async () => {
  const page = await readFile(join(REPOSITORY, 'docs/quick-start.md'), 'utf8');
  blocks = [...page.matchAll(/^```(\w+)(?: (\w+))?\n(.*?)^```$/gms)].map(
    ([, language = '', role, text = '']) => ({
      language,
      role,
      text,
    }),
  );
  scratch = await mkdtemp(join(tmpdir(), 'laurel-quick-start-'));
  const data = join(scratch, 'data');
  // The plan of the demo, whose people nobody on the page is: without their three months of work it is there at once.
  await writeFiles(data, new Map([...demo(1, '2026-11-02')].filter(([name]) => name !== 'activities.csv')));
  const store = join(scratch, 'store');
  const imported = await laurel('import', '--data', data, '--plan', planFolder('demo'), '--data-dir', store);
  expect(imported).toMatchObject({ code: 0 });
  const made = textOf('key')
    .replace('--name crm', `--name crm --data-dir ${store}`)
    .replace('npm start', 'printenv LAUREL_TOKEN');
  token = (await run('bash', ['-euc', made], { cwd: REPOSITORY })).stdout.trim();
  service = await runningService({ LAUREL_DATA_DIR: store });
});
afterAll(async () => {
  await service.end('SIGTERM');
  await rm(scratch, { recursive: true, force: true });
});

const textOf = (role: string): string => blocks.find((block) => block.role === role)?.text ?? '';

/** The settings of the page, but for the port, with the key that was made. */
const settings = (): string =>
  `${textOf('settings')}\nexport LAUREL_URL=${service.address} LAUREL_TOKEN=${token}\n`;

/** What a block answers, and the block after it if that says what it should. */
const steps = (language: string, answers: readonly string[]) =>
  blocks.flatMap((block, at) => {
    if (block.language !== language || block.role !== undefined) return [];
    const next = blocks[at + 1];
    return [{ block, expected: next && answers.includes(next.language) ? next : undefined }];
  });

/** One document after another, however each is laid out: the page breaks its lines, the service does not. */
const documentsOf = ({ language, text }: Pick<Block, 'language' | 'text'>): unknown[] =>
  (language === 'ndjson' ? text.trim().split('\n') : [text]).map((each) => JSON.parse(each));

/** The same with “…” wherever the page has it: what stands there differs each time. */
const likePage = (page: unknown, real: unknown): unknown => {
  if (page === '…' && typeof real === 'string') return page;
  if (Array.isArray(page) && Array.isArray(real)) return real.map((each, at) => likePage(page[at], each));
  if (typeof page !== 'object' || page === null || typeof real !== 'object' || real === null) return real;
  return Object.fromEntries(
    Object.entries(real).map(([key, each]) => [key, likePage(Reflect.get(page, key), each)]),
  );
};

describe('the quick start', () => {
  it('is answered as it says, block by block', async () => {
    const all = steps('sh', ['json', 'ndjson']);
    const script = all.map(({ block }) => `${block.text}\nprintf '\\n%s\\n' '${BETWEEN}'\n`);
    const { stdout } = await run('bash', ['-euc', [settings(), ...script].join('\n')], { cwd: scratch });
    const answers = stdout.split(`\n${BETWEEN}\n`);
    expect(answers.length - 1).toBe(all.length);
    expect(all.filter(({ expected }) => expected).length).toBeGreaterThan(8);
    for (const [at, { block, expected }] of all.entries()) {
      if (!expected) continue;
      const page = documentsOf(expected);
      const real = documentsOf({ ...expected, text: answers[at] ?? '' });
      expect(likePage(page, real), block.text).toEqual(page);
    }
  });

  it('compiles in TypeScript, and prints what it says', async () => {
    const program = steps('ts', ['text']);
    const project = join(scratch, 'project');
    // As npm would install both: `laurel` from its folder, `hono` from the registry.
    await mkdir(join(project, 'node_modules/@types'), { recursive: true });
    await symlink(REPOSITORY, join(project, 'node_modules/laurel'));
    for (const name of ['hono', '@types/node'])
      await symlink(join(REPOSITORY, 'node_modules', name), join(project, 'node_modules', name));
    const compilerOptions = {
      ...{ strict: true, noEmit: true, module: 'nodenext', target: 'es2024', skipLibCheck: true },
      ...{ allowImportingTsExtensions: true, exactOptionalPropertyTypes: true, types: ['node'] },
      resolveJsonModule: true,
    };
    await writeFile(join(project, 'package.json'), '{"type":"module"}');
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
    await writeFile(join(project, 'quick-start.ts'), program.map(({ block }) => block.text).join('\n'));
    const tsc = join(REPOSITORY, 'node_modules/typescript/bin/tsc');
    const compiled = await run(process.execPath, [tsc, '-p', project]).catch(
      (error: { stdout: string }) => error,
    );
    expect(compiled.stdout).toBe('');
    const { stdout } = await run('bash', [
      '-euc',
      `${settings()}\nexec "$0" --disable-warning=ExperimentalWarning "$1"`,
      process.execPath,
      join(project, 'quick-start.ts'),
    ]);
    expect(stdout).toBe(program.map(({ expected }) => expected?.text ?? '').join(''));
  });
});
