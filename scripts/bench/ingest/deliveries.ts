import type { ImportedData } from '../../../src/app/tabular/imported-data.ts';

/** Each sender is a branch with reps and outlets of its own, as each has its own system. */
export const SENDERS = 4;
const REPS = 50;
const OUTLETS = 1_000;

const repOf = (sender: number, index: number) => `S${sender}R${String(index).padStart(2, '0')}`;
const outletOf = (sender: number, index: number) => `S${sender}C${String(index).padStart(4, '0')}`;

const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i));

/** Who there is. */
export const people = (): ImportedData => ({
  teams: each(SENDERS, (sender) => ({ code: `S${sender}`, name: `S${sender}` })),
  reps: each(SENDERS * REPS, (index) => {
    const [sender, rep] = [Math.floor(index / REPS), index % REPS];
    return { code: repOf(sender, rep), name: repOf(sender, rep), team: `S${sender}`, attributes: {} };
  }),
  outlets: each(SENDERS * OUTLETS, (index) => {
    const [sender, outlet] = [Math.floor(index / OUTLETS), index % OUTLETS];
    return { code: outletOf(sender, outlet), name: outletOf(sender, outlet), attributes: {} };
  }),
  memberships: [],
  products: [],
  targets: [],
  activities: [],
  rejects: [],
  companions: [],
  inputs: [],
  headings: new Map(),
});

/** A generator of 32 bits (mulberry32), so that every run sends the same. */
const chance = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
};

/**
 * A batch of a sender: one of its days, each rep with as many activities as the others, in order of time. Two of three
 * are visits, a fifth orders. Each round has a month of its own, so that all have as much to look back on.
 */
export const batchOf = (
  { round, sender, day }: Readonly<{ round: number; sender: number; day: number }>,
  size: number,
): object[] => {
  const random = chance(round * 10_007 + sender * 1_000_003 + day * 7_919);
  const date = new Date(Date.UTC(2026, 2 + round, 2 + day)).toISOString().slice(0, 10);
  return each(size, (index) => {
    const minute = 540 + Math.floor((index / size) * 540);
    const kind = random(15);
    const clock = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:${String(index % 60).padStart(2, '0')}`;
    return {
      specversion: '1.0',
      id: `r${round}-${day}-${index}`,
      source: `branch-${sender}`,
      type: kind < 10 ? 'visit.completed' : kind < 13 ? 'order.placed' : 'display.checked',
      time: `${date}T${clock}+08:00`,
      subject: repOf(sender, index % REPS),
      data: {
        outlet: outletOf(sender, random(OUTLETS)),
        ...(kind < 10
          ? { minutes: 5 + random(36), steps: 6 + random(3) }
          : kind < 13
            ? { amount: String(50 + random(451)), lines: 1 + random(6) }
            : { faces: 1 + random(10) }),
      },
    };
  });
};
