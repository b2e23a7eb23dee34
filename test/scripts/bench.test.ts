import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { component, MissingComponent } from '../../scripts/bench/benchmark.ts';
import { agree } from '../../scripts/bench/p1/agreement.ts';
import { enterJsonLogic } from '../../scripts/bench/p1/enter-json-logic.ts';
import { enterJsonRulesEngine } from '../../scripts/bench/p1/enter-json-rules-engine.ts';
import { enterLaurel, enterTracedLaurel, loadLaurel } from '../../scripts/bench/p1/enter-laurel.ts';
import { enterZen } from '../../scripts/bench/p1/enter-zen.ts';
import { entrantOf } from '../../scripts/bench/p1/entrant.ts';
import { sampleActivities, sampleRules } from '../../scripts/bench/p1/sample-rules.ts';
import { interleave, median } from '../../scripts/bench/rounds.ts';

const runBench = (...args: string[]) =>
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL('../../scripts/bench/run.ts', import.meta.url)), ...args],
    {
      encoding: 'utf8',
      env: { ...process.env, LAUREL_BENCH_QUICK: '1' },
    },
  );

describe('the entrants of P1', () => {
  const rules = sampleRules(5);
  const activities = sampleActivities(50);

  it('agree on 5 rules and 50 activities', async () => {
    const laurel = loadLaurel(rules);
    const entrants = [
      enterLaurel('laurel', laurel),
      enterTracedLaurel('laurel traced', laurel),
      await enterJsonRulesEngine('json-rules-engine', rules),
      await enterZen('zen table', rules, 'table', 1),
      await enterZen('zen list', rules, 'list', 4),
      await enterJsonLogic('json-logic', rules),
    ];
    const held = await agree(entrants, rules, activities);
    expect(held).toBeGreaterThan(0);
    expect(held).toBeLessThan(rules.length * activities.length);
  });

  it('are not timed when one of them differs', async () => {
    const contrary = entrantOf('contrary', {
      prepare: () => undefined,
      judge: () => undefined,
      codes: () => ['r0', 'r1', 'r2', 'r3', 'r4'],
    });
    await expect(agree([contrary], rules, activities)).rejects.toThrow(/contrary differs on activity 0/);
  });

  it('get the same rules and activities every time', () => {
    expect(sampleRules(5)).toEqual(rules);
    expect(sampleActivities(50)).toEqual(activities);
  });
});

describe('the rounds', () => {
  it('let everybody judge the sample in order, in every round', async () => {
    const judged: number[] = [];
    const contestant = {
      name: 'one',
      judge: (from: number, count: number) =>
        void judged.push(...Array.from({ length: count }, (_, index) => from + index)),
    };
    const rounds = await interleave([contestant, { name: 'other', judge: async () => {} }], {
      rounds: 3,
      warmUpMs: 1,
      sliceMs: 1,
    });
    expect(rounds.map((round) => Object.keys(round).sort())).toEqual(Array(3).fill(['one', 'other']));
    expect(judged.every((each, index) => each === index)).toBe(true);
  });

  it('are summed up by the median', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
  });
});

describe('npm run bench', () => {
  it('refuses an unknown name with exit code 2 and the list', () => {
    const { status, stdout, stderr } = runBench('P99');
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/P99[\s\S]*one of: .*P1/);
  });

  it('prints exactly one JSON object with --json', () => {
    const { status, stdout, stderr } = runBench('P1', '--json');
    expect(stderr).toMatch(/agree/);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      vsJsonRulesEngine: { r10: expect.any(Number), r100: expect.any(Number), r1000: expect.any(Number) },
      vsJsonRulesEngineTraced: expect.any(Number),
      vsZen: expect.any(Number),
      vsGeneratedCode: expect.any(Number),
      thousandRulesOverTen: expect.any(Number),
      machine: { node: process.version, cores: expect.any(Number) },
      rounds: expect.arrayContaining([
        expect.objectContaining({
          'laurel 100': { clock: expect.any(Number), processor: expect.any(Number) },
        }),
      ]),
    });
  });

  it('says what is missing and how to install it', async () => {
    const absent = component(
      'some-engine',
      'npm install',
      () => import(`${'some'}-engine-that-is-not-there`),
    );
    await expect(absent).rejects.toThrow(MissingComponent);
    await expect(absent).rejects.toThrow('some-engine is missing. Install it with: npm install');
  });
});
