import type { Benchmark, Figures, Result } from './benchmark.ts';
import { agree, contestantOf } from './p1/agreement.ts';
import { enterJsonLogic } from './p1/enter-json-logic.ts';
import { enterJsonRulesEngine } from './p1/enter-json-rules-engine.ts';
import { enterLaurel, enterTracedLaurel, loadLaurel } from './p1/enter-laurel.ts';
import { enterZen } from './p1/enter-zen.ts';
import type { Entrant } from './p1/entrant.ts';
import { distinctLeaves, type SampleRule, sampleActivities, sampleRules } from './p1/sample-rules.ts';
import {
  type Contestant,
  interleave,
  type Micros,
  medianMicros,
  medianRatio,
  type Round,
  type Schedule,
} from './rounds.ts';

const FULL = { rounds: 9, warmUpMs: 120, sliceMs: 400 };
const QUICK = { rounds: 2, warmUpMs: 2, sliceMs: 5 };

/** Rules and activities of each size; fewer activities where an agreement of all engines would take minutes. */
const SIZES = {
  full: [
    [10, 2000],
    [100, 1000],
    [1000, 500],
  ],
  quick: [
    [10, 20],
    [100, 10],
    [1000, 2],
  ],
} as const;

/** The ways to use zen that are its fastest somewhere; the one that does best in the run is what counts. */
const ZEN_SHAPES = [
  { name: 'zen table 100', shape: 'table', together: 1 },
  { name: 'zen table x32 100', shape: 'table', together: 32 },
  { name: 'zen list x32 100', shape: 'list', together: 32 },
] as const;

/** Everything that judges n rules of one activity type. */
const entrantsOf = async (rules: readonly SampleRule[]): Promise<readonly Entrant[]> => {
  const count = rules.length;
  const laurel = loadLaurel(rules);
  const entrants: Entrant[] = [
    enterLaurel(`laurel ${count}`, laurel),
    await enterJsonRulesEngine(`json-rules-engine ${count}`, rules),
  ];
  if (count !== 100) return entrants;
  return [
    ...entrants,
    enterTracedLaurel('laurel traced 100', laurel),
    ...(await Promise.all(
      ZEN_SHAPES.map(({ name, shape, together }) => enterZen(name, rules, shape, together)),
    )),
    await enterJsonLogic('json-logic 100', rules),
  ];
};

/** A thousand rules of a hundred activity types, and the ten of one of these types on their own. */
const routed = (rules: readonly SampleRule[]) => {
  const typeOf = (index: number) => `order.type-${index % 100}`;
  const mine = rules.filter((_, index) => typeOf(index) === typeOf(0));
  return {
    rules: mine,
    entrants: [
      enterLaurel('laurel 10 of 1000', loadLaurel(rules, typeOf), typeOf(0)),
      enterLaurel(
        'laurel these 10',
        loadLaurel(mine, () => typeOf(0)),
        typeOf(0),
      ),
    ],
  };
};

const run: Benchmark['run'] = async (effort, say): Promise<Result> => {
  const schedule: Schedule = effort === 'quick' ? QUICK : FULL;
  const everyRule = sampleRules(1000);
  const contestants: Contestant[] = [];
  const samples: object[] = [];
  for (const [count, size] of SIZES[effort]) {
    const rules = everyRule.slice(0, count);
    const activities = sampleActivities(size);
    const entrants = await entrantsOf(rules);
    const held = await agree(entrants, rules, activities);
    const holdShare = held / (count * size);
    samples.push({ rules: count, activities: size, distinctComparisons: distinctLeaves(rules), holdShare });
    say(
      `  ${count} rules, ${size} activities: ${entrants.length} entrants agree; ${(holdShare * 100).toFixed(1)} % of the verdicts are true`,
    );
    contestants.push(...entrants.map((entrant) => contestantOf(entrant, activities)));
  }
  const few = routed(everyRule);
  const activities = sampleActivities(SIZES[effort][0][1]);
  await agree(few.entrants, few.rules, activities);
  contestants.push(...few.entrants.map((entrant) => contestantOf(entrant, activities)));

  say(
    `  ${schedule.rounds} rounds of ${contestants.length} slices of ${schedule.warmUpMs} + ${schedule.sliceMs} ms`,
  );
  const rounds = await interleave(contestants, schedule);
  const microsPerActivity = Object.fromEntries(
    contestants.map(({ name }) => [
      name,
      { clock: medianMicros(rounds, name, 'clock'), processor: medianMicros(rounds, name, 'processor') },
    ]),
  );
  for (const [name, { clock, processor }] of Object.entries(microsPerActivity)) {
    say(
      `  ${name.padEnd(22)} ${clock.toFixed(2).padStart(10)} µs an activity, ${processor.toFixed(2).padStart(10)} µs of processor time`,
    );
  }
  return {
    figures: figuresOf(rounds, 'processor'),
    rounds,
    details: {
      schedule,
      samples,
      figuresBy: 'processor time',
      microsPerActivity,
      byClock: figuresOf(rounds, 'clock'),
    },
  };
};

/** How many times less Laurel takes than the other; for the last figure how many times longer the thousand rules take. */
const figuresOf = (rounds: readonly Round[], by: keyof Micros): Figures => {
  const against = (other: string, laurel = 'laurel 100') => medianRatio(rounds, other, laurel, by);
  return {
    vsJsonRulesEngine: {
      r10: against('json-rules-engine 10', 'laurel 10'),
      r100: against('json-rules-engine 100'),
      r1000: against('json-rules-engine 1000', 'laurel 1000'),
    },
    vsJsonRulesEngineTraced: against('json-rules-engine 100', 'laurel traced 100'),
    vsZen: Math.min(...ZEN_SHAPES.map(({ name }) => against(name))),
    vsGeneratedCode: against('json-logic 100'),
    thousandRulesOverTen: against('laurel 10 of 1000', 'laurel these 10'),
  };
};

export const p1RuleEngine: Benchmark = {
  name: 'P1',
  runs: 'strict rules of four comparisons, 10, 100 and 1,000 an activity, against json-rules-engine 7.3, zen-engine and json-logic-engine compiled',
  run,
};
