import { z } from 'zod';
import { MasterCode } from './common.ts';

/** The roles of people; that of an integrator belongs to keys. */
export const PersonRole = z.enum(['rep', 'manager', 'hr', 'payroll', 'auditor', 'admin']);
export type PersonRole = z.infer<typeof PersonRole>;

const Name = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}]{1,200}$/u, '1 to 200 characters without control characters');

/** E.164: a plus sign, the country and the number. */
const Phone = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'a phone number with its country, such as +8613800000000')
  .meta({ description: 'E.164, such as +8613800000000.' });

const Email = z.email().max(254).toLowerCase();

const Roles = z
  .array(PersonRole)
  .min(1)
  .max(PersonRole.options.length)
  .refine((roles) => new Set(roles).size === roles.length, 'each role once');

/** Somebody who is to sign in. */
export const PersonInput = z
  .strictObject({
    name: Name,
    roles: Roles,
    rep: MasterCode.optional().meta({ description: 'Code of the rep who this is.' }),
    email: Email.optional(),
    phone: Phone.optional(),
  })
  .meta({ id: 'PersonInput' });
export type PersonInput = z.infer<typeof PersonInput>;

/** What is to change of a person; `null` takes something away. */
export const PersonChange = z
  .strictObject({
    name: Name.optional(),
    roles: Roles.optional(),
    rep: MasterCode.nullable().optional(),
    email: Email.nullable().optional(),
    phone: Phone.nullable().optional(),
    blocked: z.boolean().optional().meta({ description: 'True signs the person out everywhere, at once.' }),
  })
  .meta({ id: 'PersonChange' });
export type PersonChange = z.infer<typeof PersonChange>;

/** Somebody who can sign in. */
export const Person = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    roles: z.array(PersonRole),
    rep: z.string().optional(),
    email: z.string().optional(),
    phone: z.string().optional(),
    blocked: z.boolean(),
    state: z
      .enum(['invited', 'expired', 'active'])
      .meta({ description: 'Whether the person has been in, or has a link that can still be used.' }),
    lastSeenAt: z.string().optional(),
    createdAt: z.string(),
  })
  .meta({ id: 'Person' });
export type Person = z.infer<typeof Person>;

/** A person with the link by which that person comes in, which is shown this once. */
export const Invitation = z
  .strictObject({
    person: Person,
    path: z.string().optional().meta({
      description:
        'Path of the link on this host; what follows the # is secret. Missing where the answer is given again for an Idempotency-Key.',
    }),
    expiresAt: z.string(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
