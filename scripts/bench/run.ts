/**
 * Runs one benchmark or all: `npm run bench [-- NAME] [--json]`. Prints a table and writes a JSON file into
 * `bench-results/`; with `--json` the one JSON object is all that stands on stdout. Exit code 1 when a benchmark
 * cannot run or fails, 2 when the command is wrong.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Effort, type Machine, MissingComponent, type Result, thisMachine } from './benchmark.ts';
import { BENCHMARKS } from './benchmarks.ts';
import { tableOf } from './table.ts';

const RESULTS = fileURLToPath(new URL('../../bench-results/', import.meta.url));

const toStderr = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
const toStdout = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** The figures stand at the top, where page 4 of the specification wants them. */
const asJson = (name: string, runs: string, machine: Machine, { figures, rounds, details }: Result) => ({
  ...figures,
  name,
  runs,
  measuredAt: new Date().toISOString(),
  machine,
  details,
  rounds,
});

const main = async (args: readonly string[]): Promise<number> => {
  const names = args.filter((each) => !each.startsWith('--'));
  const flags = args.filter((each) => each.startsWith('--'));
  const wrong = [
    ...names.filter((each) => !BENCHMARKS.has(each)),
    ...flags.filter((each) => each !== '--json'),
  ];
  if (wrong.length > 0 || names.length > 1) {
    toStderr(
      wrong.length > 0
        ? `There is no benchmark or option “${wrong.join('”, “')}”.`
        : 'Name one benchmark, or none for all.',
    );
    toStderr(
      `Usage: npm run bench [-- NAME] [--json], with NAME one of: ${[...BENCHMARKS.keys()].join(', ')}`,
    );
    return 2;
  }
  const json = flags.includes('--json');
  const say = json ? toStderr : toStdout;
  const effort: Effort = process.env.LAUREL_BENCH_QUICK === '1' ? 'quick' : 'full';
  const machine = thisMachine();
  say(
    `Node ${machine.node} on ${machine.cores} × ${machine.cpu}${effort === 'quick' ? '; quick, so the figures mean nothing' : ''}`,
  );

  const results = new Map<string, ReturnType<typeof asJson>>();
  for (const [name, load] of BENCHMARKS) {
    if (names.length > 0 && !names.includes(name)) continue;
    try {
      const benchmark = await load();
      say(`\n${name}: ${benchmark.runs}`);
      const result = await benchmark.run(effort, say);
      const document = asJson(name, benchmark.runs, machine, result);
      results.set(name, document);
      if (!json) toStdout(tableOf(result.figures));
      say(`Written to ${save(name, document)}`);
    } catch (error) {
      toStderr(
        `${name}: ${error instanceof MissingComponent ? error.message : String((error as Error).stack ?? error)}`,
      );
      return 1;
    }
  }
  if (json)
    toStdout(
      JSON.stringify(names.length === 1 ? results.values().next().value : Object.fromEntries(results)),
    );
  return 0;
};

const save = (name: string, document: object): string => {
  mkdirSync(RESULTS, { recursive: true });
  const path = join(RESULTS, `${name}-${new Date().toISOString().replace(/[:.]/g, '-')}.json`);
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
  return path;
};

process.exitCode = await main(process.argv.slice(2));
