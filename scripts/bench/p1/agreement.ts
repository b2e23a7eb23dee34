import type { Contestant } from '../rounds.ts';
import type { Entrant } from './entrant.ts';
import { holds, type SampleActivity, type SampleRule } from './sample-rules.ts';

/**
 * Has every entrant judge every activity and compares with what the rules plainly mean.
 * @returns how many of the verdicts, of all rules on all activities, were true.
 * @throws Error naming the first entrant, activity and rules that differ.
 */
export const agree = async (
  entrants: readonly Entrant[],
  rules: readonly SampleRule[],
  activities: readonly SampleActivity[],
): Promise<number> => {
  const judgings = entrants.map((entrant) => ({ name: entrant.name, ...entrant.over(activities) }));
  let held = 0;
  for (const [index, activity] of activities.entries()) {
    const expected = rules.flatMap(({ code, tree }) => (holds(tree, activity) ? [code] : [])).sort();
    held += expected.length;
    for (const { name, codesFor } of judgings) {
      const given = [...(await codesFor(index))].sort();
      if (given.join() !== expected.join()) {
        throw new Error(`${name} differs on activity ${index}: [${given.join()}], not [${expected.join()}]`);
      }
    }
  }
  return held;
};

/** The last verdict stays reachable from outside, so that no compiler may leave the judging out. */
export const lastVerdict: { of: unknown } = { of: undefined };

/** An entrant for the timing: over the sample round and round, as many at once as suits it. */
export const contestantOf = (entrant: Entrant, activities: readonly SampleActivity[]): Contestant => {
  const { judge } = entrant.over(activities);
  const { length } = activities;
  const { name, together } = entrant;

  const goOn = async (first: Promise<unknown>, from: number, count: number): Promise<void> => {
    let running = [first];
    for (let index = from + 1; index < from + count; index += 1) {
      if (running.length >= together) {
        lastVerdict.of = running.length === 1 ? await running[0] : await Promise.all(running);
        running = [];
      }
      running.push(judge(index % length) as Promise<unknown>);
    }
    lastVerdict.of = await Promise.all(running);
  };

  return {
    name,
    judge: (from, count) => {
      const first = judge(from % length);
      if (first instanceof Promise) return goOn(first, from, count);
      lastVerdict.of = first;
      for (let index = from + 1; index < from + count; index += 1) lastVerdict.of = judge(index % length);
    },
  };
};
