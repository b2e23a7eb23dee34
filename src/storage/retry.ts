import { TimedOut } from './deadline.ts';

/** Attempts at one transaction: enough for several that wait for each other, and an end where something is wrong. */
const MOST_ATTEMPTS = 8;
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1000;

/** PostgreSQL gave up a transaction that would succeed if it were run again: serialization_failure, deadlock_detected. */
const REPEATABLE = ['40001', '40P01'];

/**
 * What a transaction read before it had its locks is no longer so. Thrown, it ends the transaction, which is then
 * run again from its beginning.
 */
export class Superseded extends Error {
  readonly code = '40001';

  constructor(what: string) {
    super(`${what} changed while this waited for its turn.`);
    this.name = 'Superseded';
  }
}

/**
 * Runs a transaction again when it lost against others, after pauses that grow and differ, at most seven times. It is
 * told by what the attempt before it was lost. The work must change nothing outside of its transaction.
 */
export const repeatedly = async <T>(transaction: (lost: unknown) => Promise<T>): Promise<T> => {
  let lost: unknown;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction(lost);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isLostRace(error)) throw error;
      // What was superseded says more than a deadlock that the next attempt met.
      if (error instanceof Superseded || !(lost instanceof Superseded)) lost = error;
      await pause(Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempt) * Math.random());
    }
  }
};

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Whether a transaction lost against others, however often it was run again. */
export const isLostRace = (error: unknown): boolean => hasCode(error, (code) => REPEATABLE.includes(code));

/** Whether a statement failed because one before it in its transaction had. */
export const isAfterFailure = (error: unknown): boolean => hasCode(error, (code) => code === '25P02');

/** Whether a row could not be written because another one has its place in a table. */
export const isTaken = (error: unknown, table: string): boolean =>
  takenConstraint(error, table) !== undefined;

/** The unique constraint of a table by which a row could not be written because another one has its place. */
export const takenConstraint = (error: unknown, table: string): string | undefined => {
  const refused: Refused | undefined = withCode(
    error,
    (code, { table: name, table_name = name }: Refused) => code === '23505' && table_name === table,
  );
  return refused && String(refused.constraint_name ?? refused.constraint);
};

/** What the embedded database says of a refused row, and what the driver of a server does. */
type Refused = Readonly<{
  table?: unknown;
  table_name?: unknown;
  constraint?: unknown;
  constraint_name?: unknown;
}>;

/** Whether the server is gone, goes, or has no connection left: it may be there again in a moment. */
export const isUnreachable = (error: unknown): boolean =>
  hasCode(error, (code) =>
    /^(ECONN\w+|ENOTFOUND|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+|08\w{3}|57P0[1-4]|53300)$/.test(
      code,
    ),
  );

/** Whether work was given up because it took too long: between two statements, or in one (query_canceled). */
export const isTimedOut = (error: unknown): boolean =>
  error instanceof TimedOut || hasCode(error, (code) => code === '57014');

const hasCode = (error: unknown, holds: (code: string) => boolean): boolean =>
  withCode(error, holds) !== undefined;

/** Drivers and drizzle wrap what the server said in one another. */
const withCode = (error: unknown, holds: (code: string, error: object) => boolean): object | undefined => {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && holds(String(each.code), each)) return each;
  }
  return undefined;
};
