import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import type { Context } from '../../../src/app/context.ts';
import {
  type Allowance,
  type Allowances,
  createAllowances,
  forgetAllowances,
  type RatePolicy,
} from '../../../src/app/limits/allowances.ts';
import { rowsOf } from '../../../src/storage/database.ts';
import { inTenant } from '../../../src/storage/tenant-transaction.ts';
import { testDatabase } from '../../test-database.ts';

const database = testDatabase();

/** No test is as long as this window. */
const POLICY: RatePolicy = { requests: 50, seconds: 3_600 };

const taker = (context: Context, subject = 'actor:ann', policy = POLICY) => {
  const { tenant, store } = context;
  return (allowances: Allowances): Promise<Allowance> => allowances.take({ tenant, store, subject, policy });
};

const rowsIn = ({ tenant }: Context) =>
  inTenant(database.db(), tenant, (tx) =>
    rowsOf<{ subject: string; taken: number }>(
      tx,
      sql`select subject, taken from rate_window order by subject`,
    ),
  );

/** Says that the window of every subject was over a moment ago. */
const endWindows = ({ tenant }: Context) =>
  inTenant(database.db(), tenant, (tx) =>
    tx.execute(sql`update rate_window set ends_at = now() - interval '1 millisecond'`),
  );

/** A clock that counts and can be set forward. */
const clock = () => {
  let at = 1_000_000;
  return { now: () => at, forward: (milliseconds: number) => (at += milliseconds) };
};

const admitted = (all: readonly Allowance[]): number => all.filter((each) => each.admitted).length;

describe('an allowance', () => {
  it('is never exceeded in sum by several processes that are asked 200 times at once', async () => {
    const context = database.tenant();
    const take = taker(context);
    const processes = Array.from({ length: 4 }, () => createAllowances(() => Date.now()));
    const asked = Array.from({ length: 50 }, () => processes.map(take)).flat();
    const first = admitted(await Promise.all(asked));
    expect(first).toBeLessThanOrEqual(POLICY.requests);
    expect(await rowsIn(context)).toEqual([{ subject: 'actor:ann', taken: POLICY.requests }]);
    // What one process was given and did not need yet is there for it, and nothing more.
    const rest = [];
    for (const each of processes)
      for (let more = 0; more < POLICY.requests; more += 1) rest.push(await take(each));
    expect(first + admitted(rest)).toBe(POLICY.requests);
  });

  it('is all there for one process, which asks the database for few of its requests', async () => {
    const context = database.tenant();
    let transactions = 0;
    const counting = Object.create(context.store.db, {
      transaction: {
        value: (...parameters: Parameters<typeof context.store.db.transaction>) => {
          transactions += 1;
          return context.store.db.transaction(...parameters);
        },
      },
    });
    const policy = { requests: 6_000, seconds: 3_600 };
    const take = taker({ ...context, store: { ...context.store, db: counting } }, 'actor:key:erp', policy);
    const allowances = createAllowances(() => Date.now());
    const told = [];
    for (let request = 0; request < 6_010; request += 1) told.push(await take(allowances));
    expect(admitted(told)).toBe(6_000);
    expect(told.slice(0, 6_000).map(({ remaining }) => remaining)).toEqual(
      Array.from({ length: 6_000 }, (_, index) => 5_999 - index),
    );
    expect(told.at(-1)).toMatchObject({ admitted: false, remaining: 0 });
    // A share is a sixteenth of what is left.
    expect(transactions).toBeLessThan(120);
  });

  it('is there again in the next window, and what is left of the last one is not', async () => {
    const context = database.tenant();
    const take = taker(context);
    const time = clock();
    const allowances = createAllowances(time.now);
    for (let request = 0; request < 49; request += 1) await take(allowances);
    const last = await take(allowances);
    expect(last).toMatchObject({ admitted: true, remaining: 0 });
    expect(last.resetSeconds).toBeGreaterThan(3_500);
    expect((await take(allowances)).admitted).toBe(false);
    await endWindows(context);
    // Until its own time is over, the process refuses without asking.
    expect((await take(allowances)).admitted).toBe(false);
    time.forward(3_600_000);
    expect(await take(allowances)).toMatchObject({ admitted: true, remaining: 49 });
    // The share that it holds ends with its window too.
    await endWindows(context);
    time.forward(3_600_000);
    expect(await take(allowances)).toMatchObject({ admitted: true, remaining: 49 });
  });

  it('is of one subject of one tenant', async () => {
    const [one, other] = [database.tenant(), database.tenant()];
    const allowances = createAllowances(() => Date.now());
    const policy = { requests: 1, seconds: 3_600 };
    const ask = async (context: Context, subject: string) =>
      (await taker(context, subject, policy)(allowances)).admitted;
    expect([await ask(one, 'a'), await ask(one, 'a')]).toEqual([true, false]);
    expect([await ask(one, 'b'), await ask(other, 'a')]).toEqual([true, true]);
    expect(allowances.spent({ tenant: one.tenant, subject: 'a' })).toMatchObject({ admitted: false });
    expect(allowances.spent({ tenant: one.tenant, subject: 'b' })).toBeUndefined();
  });

  it('is forgotten when its window is over', async () => {
    const context = database.tenant();
    const allowances = createAllowances(() => Date.now());
    await taker(context, 'address:gone')(allowances);
    await endWindows(context);
    await taker(context, 'address:here')(allowances);
    await forgetAllowances(context);
    expect(await rowsIn(context)).toMatchObject([{ subject: 'address:here' }]);
  });
});
