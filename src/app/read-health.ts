import { isTenant } from '../storage/hosts.ts';
import { jobsBefore } from '../storage/jobs.ts';
import { inTenant } from '../storage/tenant-transaction.ts';
import type { Store } from './context.ts';

/** How far the demo has been loaded, in days; undefined where nobody asked for one. Fails where the database does. */
export const readDemoProgress = async (
  store: Store,
  tenant: string,
): Promise<Readonly<{ status: string; done: number; total: number }> | undefined> => {
  const jobs = await inTenant(store.db, tenant, (tx) =>
    jobsBefore(tx, tenant, { kind: 'load-demo' }, undefined, 1),
  );
  const [demo] = jobs;
  return demo && { status: demo.status, done: demo.done, total: demo.total };
};

/**
 * Asks the database something, and tells how far the demo is, where one tenant is served. Fails where the database does.
 */
export const readHealth = async (
  store: Store,
  tenant: string | undefined,
): Promise<Awaited<ReturnType<typeof readDemoProgress>>> => {
  if (tenant !== undefined) return readDemoProgress(store, tenant);
  await isTenant(store.db, '');
  return undefined;
};
