import { forgetWindows, type Share, takeShare } from '../../storage/rate-windows.ts';
import { inTenant } from '../../storage/tenant-transaction.ts';
import { type Context, transact } from '../context.ts';

/** At most so many requests in each window of so many seconds. */
export type RatePolicy = Readonly<{ requests: number; seconds: number }>;

/** Whether one more is let through, what is left, and in how many seconds there is all of it again. */
export type Allowance = Readonly<{ admitted: boolean; remaining: number; resetSeconds: number }>;

/** Whose allowance it is: of a subject of a tenant, under a policy. */
type Asked = Pick<Context, 'tenant' | 'store'> & Readonly<{ subject: string; policy: RatePolicy }>;

export type Allowances = Readonly<{
  /** Takes one of what the subject may do. In sum over all processes never more is let through than the policy says. */
  take(asked: Asked): Promise<Allowance>;
  /** What was refused in this window and so is refused until it is over; undefined as far as this process knows. */
  spent(asked: Pick<Asked, 'tenant' | 'subject'>): Allowance | undefined;
}>;

/** What this process holds of the allowance of a subject in one window. */
type Held = { left: number; remaining: number; spent: boolean; until: number; readonly began: number };

/** Beyond so many subjects, those whose windows are over are forgotten. */
const MANY = 10_000;

/**
 * Allowances that hold across processes, by the clock of the database. A process is given a share of what is left and lets
 * requests through on it, so that most of them ask no database. `now` gives epoch milliseconds.
 */
export const createAllowances = (now: () => number): Allowances => {
  const held = new Map<string, Held>();
  const asking = new Set<string>();

  const current = (key: string): Held | undefined => {
    const found = held.get(key);
    return found && now() < found.until ? found : undefined;
  };
  const told = ({ left, remaining, until }: Held, admitted: boolean): Allowance => ({
    admitted,
    remaining: admitted ? left + remaining : 0,
    resetSeconds: Math.max(1, Math.ceil((until - now()) / 1000)),
  });
  /** `asked` is when the share was asked for, so that it ends no later here than in the database. */
  const keep = (key: string, { granted, remaining, began, milliseconds }: Share, asked: number): Held => {
    const before = held.get(key);
    if (before && before.began > began)
      return { left: granted, remaining, spent: false, until: before.until, began };
    const known = before?.began === began ? before : undefined;
    const next: Held = {
      left: granted + (known?.left ?? 0),
      remaining: Math.min(remaining, known?.remaining ?? remaining),
      spent: granted === 0 || known?.spent === true,
      until: Math.max(asked + milliseconds, known?.until ?? 0),
      began,
    };
    if (held.size >= MANY) for (const [each, { until }] of held) if (until <= now()) held.delete(each);
    held.set(key, next);
    return next;
  };
  const takeFrom = (from: Held): Allowance => {
    if (from.left <= 0) return told(from, false);
    from.left -= 1;
    return told(from, true);
  };

  return {
    take: async ({ tenant, store, subject, policy }) => {
      const key = keyOf(tenant, subject);
      const mine = current(key);
      if (mine && (mine.left > 0 || mine.spent)) return takeFrom(mine);
      // Of several at once, one takes a share ahead; they do not wait for it, as a Worker's requests cannot.
      const ahead = !asking.has(key);
      asking.add(key);
      try {
        const asked = now();
        const share = await inTenant(store.db, tenant, (tx) =>
          takeShare(tx, tenant, { subject, ...policy, ahead }),
        );
        return takeFrom(keep(key, share, asked));
      } finally {
        if (ahead) asking.delete(key);
      }
    },
    spent: ({ tenant, subject }) => {
      const mine = current(keyOf(tenant, subject));
      return mine?.spent && mine.left <= 0 ? told(mine, false) : undefined;
    },
  };
};

const keyOf = (tenant: string, subject: string): string => `${tenant}\u0001${subject}`;

/** Forgets windows that are over, and with them the hashes of addresses. */
export const forgetAllowances = (context: Context): Promise<void> =>
  transact(context, (tx) => forgetWindows(tx, context.tenant));
