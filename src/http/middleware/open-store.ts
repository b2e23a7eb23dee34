import { createMiddleware } from 'hono/factory';
import { findTenant } from '../../app/tenants/find-tenant.ts';
import type { ApiEnv } from '../api.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';

/** Names the tenant where one deployment serves several and the host does not tell. */
export const TENANT_HEADER = 'x-laurel-tenant';

/** Opens the store of the tenant that a request is for, and closes it when the answer is on its way. */
export const openStoreOf = ({
  openStore,
  tenant: only,
  now,
}: Pick<Services, 'openStore' | 'tenant' | 'now'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const { store, close } = await openStore();
    try {
      const named = c.req.header(TENANT_HEADER);
      const tenant = only ?? (await findTenant(store, { named, host: new URL(c.req.url).hostname }, now()));
      if (tenant === undefined || (named !== undefined && named !== tenant))
        return problemResponse(c, { code: 'not-found', detail: 'Nobody is served at this address.' });
      c.set('store', store);
      c.set('tenant', tenant);
      return await next();
    } finally {
      await close();
    }
  });
