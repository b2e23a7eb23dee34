import { sql } from 'drizzle-orm';
import { type Queryable, rowsOf } from './database.ts';

/** What a process was given of an allowance: it may let so many through until the window is over. */
export type Share = Readonly<{
  granted: number;
  /** What nobody has been given yet. */
  remaining: number;
  /** When the window began, epoch milliseconds of the database, whose clock all go by. */
  began: number;
  /** Until the window is over, from the moment of this answer. */
  milliseconds: number;
}>;

export type ShareWanted = Readonly<{
  subject: string;
  /** Most in one window. */
  requests: number;
  seconds: number;
  /** Take a sixteenth of what is left, or one only. */
  ahead: boolean;
}>;

/**
 * Takes a share of what a subject may do in its window, which begins with the first request after the last one is over, in
 * one statement: those who take at once wait for each other
 * for a moment, and in sum are never given more than there is. It need not survive the server.
 */
export const takeShare = async (
  tx: Queryable,
  tenant: string,
  { subject, requests, seconds, ahead }: ShareWanted,
): Promise<Share> => {
  await tx.execute(sql.raw('set local synchronous_commit to off'));
  const lasts = sql`r.ends_at > excluded.began_at`;
  const taken = sql`case when ${lasts} then r.taken else 0 end`;
  const shareOf = (left: ReturnType<typeof sql>) =>
    ahead ? sql`greatest(0, (${left} + 15) / 16)` : sql`greatest(0, least(1, ${left}))`;
  const most = sql`${requests}::int`;
  const share = shareOf(sql`(${most} - (${taken}))`);
  const first = shareOf(most);
  const [row] = await rowsOf<Share>(
    tx,
    sql`
    insert into rate_window as r (tenant_id, subject, began_at, ends_at, taken, granted)
    values (${tenant}, ${subject}, now(), now() + make_interval(secs => ${seconds}::int), ${first}, ${first})
    on conflict (tenant_id, subject) do update set
      began_at = case when ${lasts} then r.began_at else excluded.began_at end,
      ends_at = case when ${lasts} then r.ends_at else excluded.ends_at end,
      taken = (${taken}) + ${share}, granted = ${share}
    returning granted, greatest(0, ${most} - taken) as remaining,
      (extract(epoch from began_at) * 1000)::float8 as began,
      greatest(0, extract(epoch from ends_at - clock_timestamp()) * 1000)::float8 as milliseconds`,
  );
  if (!row) throw new Error('A share that was just taken is not there.');
  return row;
};

/** Forgets windows that are over. */
export const forgetWindows = async (tx: Queryable, tenant: string): Promise<void> => {
  await tx.execute(sql`delete from rate_window where tenant_id = ${tenant} and ends_at < now()`);
};
