import { z } from 'zod';
import { Named } from './award.ts';

/** Who is asking. */
export const Me = z
  .strictObject({
    actor: z.string(),
    name: z.string().optional().meta({ description: 'Of a person.' }),
    tenant: z.string(),
    roles: z.array(z.string()),
    rep: Named.optional().meta({ description: 'The rep who this is.' }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** How one can sign in here; personas only a demo has. */
export const SignIn = z
  .strictObject({
    demo: z.boolean(),
    personas: z
      .array(z.strictObject({ role: z.string(), name: z.string(), token: z.string() }))
      .meta({ description: 'Who of a demo can be signed in as without a password.' }),
    pin: z
      .boolean()
      .meta({ description: 'Whether this phone is one on which somebody signs in with a PIN.' }),
    phone: z.boolean().meta({ description: 'Whether codes are sent by text message.' }),
    mail: z.boolean().meta({ description: 'Whether a forgotten password is reset by mail.' }),
    providers: z
      .array(z.strictObject({ id: z.string(), kind: z.string(), name: z.string() }))
      .meta({ description: 'Where people have an account with which they come in.' }),
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
