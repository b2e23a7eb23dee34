import { forgetEnded } from '../storage/people.ts';
import { type Context, transactSignIn } from './context.ts';
import { forgetAllowances } from './limits/allowances.ts';
import { forgetRequests } from './once.ts';
import { keepRetention } from './personal-data/keep-retention.ts';

/** What is due for a tenant by the clock: nothing is kept longer than it is needed. */
export const keepTidy = async (context: Context, at: number): Promise<void> => {
  await forgetRequests(context);
  await forgetAllowances(context);
  await transactSignIn(context, (tx) => forgetEnded(tx, context.tenant));
  await keepRetention(context, { at });
};
