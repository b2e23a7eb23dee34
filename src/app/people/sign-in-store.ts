import { signInAdapter } from '../../storage/sign-in-adapter.ts';
import type { Door } from './accept-invitation.ts';

/** Where the sign-in library keeps what it knows of the people of a tenant. */
export const signInStore = ({ store, tenant }: Door): ReturnType<typeof signInAdapter> =>
  signInAdapter(store.db, tenant);
