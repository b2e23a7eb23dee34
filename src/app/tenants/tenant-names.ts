import { LaurelError } from '../errors.ts';

const TENANT = /^[a-z0-9][a-z0-9-]{0,39}$/;
const HOST = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/;

/** @throws LaurelError `invalid` for what no tenant can be called. */
export const requireTenantName = (tenant: string): void => {
  if (!TENANT.test(tenant))
    throw new LaurelError(
      'invalid',
      `“${tenant}” cannot be the name of a tenant: up to 40 lower-case letters, digits and “-”, the first no “-”.`,
    );
};

/** @throws LaurelError `invalid` for what is no host: names in lower case, without a port. */
export const requireHosts = (hosts: readonly string[]): void => {
  const wrong = hosts.find((host) => !HOST.test(host));
  if (wrong !== undefined)
    throw new LaurelError(
      'invalid',
      `“${wrong}” is no host: write its name in lower case, without a port, such as north.example.com.`,
    );
};

/** @throws LaurelError `conflict` for hosts that are another tenant's. */
export const refuseTakenHosts = (taken: readonly string[]): void => {
  if (taken.length > 0)
    throw new LaurelError(
      'conflict',
      `Another tenant answers at ${taken.join(', ')}; a host belongs to one.`,
    );
};

/** The refusal where there is no such tenant. */
export const noTenant = (tenant: string): LaurelError =>
  new LaurelError('not-found', `There is no tenant “${tenant}”.`);
