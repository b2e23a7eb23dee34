import type { Queryable } from '../src/storage/database.ts';

/** What a driver throws when its connection is gone. */
export class ConnectionLost extends Error {}

/** Where a connection can be lost: before or after a BEGIN, a statement or a COMMIT. */
export type Point = 'begin' | 'statement' | 'commit';

/**
 * A database whose connection is lost at one point, counted from 1, and stays lost. After a COMMIT the work is done,
 * but who asked for it does not learn of it. `passed` are the points that were passed, the last of them lost.
 */
export const losingConnection = (
  db: Queryable,
  lostAt: number,
): Readonly<{ db: Queryable; passed: readonly Point[]; commits(): number }> => {
  const passed: Point[] = [];
  let commits = 0;
  const pass = (point: Point) => {
    passed.push(point);
    if (passed.length >= lostAt) throw new ConnectionLost(`the connection was lost at point ${lostAt}`);
  };
  const wrapped = (inner: Queryable): Queryable => {
    const execute = async (statement: Parameters<Queryable['execute']>[0]) => {
      pass('statement');
      const result = await inner.execute(statement);
      pass('statement');
      return result;
    };
    const transaction: Queryable['transaction'] = async (work, config) => {
      pass('begin');
      const result = await inner.transaction(async (tx) => {
        pass('begin');
        const value = await work(wrapped(tx as Queryable) as typeof tx);
        pass('commit');
        return value;
      }, config);
      commits += 1;
      pass('commit');
      return result;
    };
    return { execute, transaction } as unknown as Queryable;
  };
  return { db: wrapped(db), passed, commits: () => commits };
};
