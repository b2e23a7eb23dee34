import { performance } from 'node:perf_hooks';

/** Somebody who judges the activities of a sample, one after the other, round and round. */
export type Contestant = Readonly<{
  name: string;
  /**
   * Judges `count` activities beginning with the one at `from`. A contestant that is asynchronous by nature gives
   * a promise; the others do not, since awaiting would cost them more than judging.
   */
  judge(from: number, count: number): void | Promise<void>;
}>;

/** How rounds are run: how many, and how long each contestant works in each, warming up and measured. */
export type Schedule = Readonly<{ rounds: number; warmUpMs: number; sliceMs: number }>;

/**
 * Microseconds for one activity: by the clock, and of processor time over all threads of the process. On a machine
 * that others use too, only the second is comparable between an engine that works in one thread and one that works
 * in several, which the scheduler gives a larger share.
 */
export type Micros = Readonly<{ clock: number; processor: number }>;

/** What one round measured, by contestant. */
export type Round = Readonly<Record<string, Micros>>;

/**
 * Lets the contestants work in turns, so that whatever else the machine does meets all of them alike; who begins
 * moves by one each round. Each slice starts with a warm-up that is not counted: after the others have worked, the
 * caches are cold and the garbage is theirs.
 */
export const interleave = async (
  contestants: readonly Contestant[],
  schedule: Schedule,
): Promise<Round[]> => {
  const rounds: Round[] = [];
  const cursors = new Map(contestants.map(({ name }) => [name, { next: 0, batch: 1 }]));
  for (let index = 0; index < schedule.rounds; index += 1) {
    const round: Record<string, Micros> = {};
    const shift = index % contestants.length;
    for (const contestant of [...contestants.slice(shift), ...contestants.slice(0, shift)]) {
      const cursor = cursors.get(contestant.name) ?? { next: 0, batch: 1 };
      await work(contestant, cursor, schedule.warmUpMs);
      round[contestant.name] = await work(contestant, cursor, schedule.sliceMs);
    }
    rounds.push(round);
  }
  return rounds;
};

/**
 * Works for a time and tells the microseconds an activity took. The clock is read about once a millisecond: reading
 * it for each activity would cost the fast ones a tenth of their time.
 */
const work = async (
  contestant: Contestant,
  cursor: { next: number; batch: number },
  milliseconds: number,
): Promise<Micros> => {
  const start = performance.now();
  const startedWith = process.cpuUsage();
  let judged = 0;
  for (;;) {
    const before = performance.now();
    const pending = contestant.judge(cursor.next, cursor.batch);
    if (pending !== undefined) await pending;
    cursor.next += cursor.batch;
    judged += cursor.batch;
    const now = performance.now();
    if (now - start >= milliseconds) {
      const { user, system } = process.cpuUsage(startedWith);
      return { clock: ((now - start) * 1000) / judged, processor: (user + system) / judged };
    }
    if (now - before < 0.5) cursor.batch *= 2;
    else if (now - before > 4 && cursor.batch > 1) cursor.batch /= 2;
  }
};

/** The middle value; the mean of the two middle ones when there are as many on both sides. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? (upper + (sorted[middle - 1] ?? upper)) / 2 : upper;
};

/** The value that so many percent of the values do not exceed. */
export const percentile = (values: readonly number[], percent: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)] ?? Number.NaN;
};

/** The median over the rounds of what a contestant took for one activity; NaN for one that did not take part. */
export const medianMicros = (rounds: readonly Round[], name: string, by: keyof Micros): number =>
  median(rounds.map((round) => round[name]?.[by] ?? Number.NaN));

/** The median over the rounds of how many times longer one took than another in the same round. */
export const medianRatio = (
  rounds: readonly Round[],
  slower: string,
  faster: string,
  by: keyof Micros,
): number =>
  median(rounds.map((round) => (round[slower]?.[by] ?? Number.NaN) / (round[faster]?.[by] ?? Number.NaN)));
