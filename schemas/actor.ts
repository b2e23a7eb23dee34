import { z } from 'zod';
import { Named } from './award.ts';

/** Who is asking. */
export const Me = z
  .strictObject({
    actor: z.string(),
    tenant: z.string(),
    roles: z.array(z.string()),
    rep: Named.optional().meta({ description: 'The rep who this is.' }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Who can be signed in as without a password. Only a demo has any. */
export const SignIn = z
  .strictObject({
    demo: z.boolean(),
    personas: z.array(z.strictObject({ role: z.string(), name: z.string(), token: z.string() })),
  })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof SignIn>;

/** Whether the service works, and how far the demo is loaded. */
export const Health = z
  .strictObject({
    status: z.enum(['ok', 'unavailable']),
    version: z.string(),
    demo: z
      .strictObject({ status: z.string(), done: z.int(), total: z.int() })
      .optional()
      .meta({ description: 'Loading of the demo data, in days.' }),
  })
  .meta({ id: 'Health' });
export type Health = z.infer<typeof Health>;
