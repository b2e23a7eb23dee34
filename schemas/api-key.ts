import { z } from 'zod';

export const KeyId = z
  .string()
  .regex(/^[0-9a-z]{10}$/, 'the ten letters and digits after “lrl_”')
  .meta({ description: 'The ten letters and digits that follow `lrl_` in the key.' });

const KeyName = z
  .string()
  .regex(/^[^\p{Cc}]{1,100}$/u, '1 to 100 characters without control characters')
  .meta({
    description: 'What the program is called. Its deeds are written down as those of `key:` and this name.',
  });

const Days = z.int().min(1).max(400).default(365).meta({ description: 'It expires after so many days.' });

/** What a new key is asked for with. */
export const NewKey = z
  .strictObject({
    name: KeyName,
    operations: z
      .array(z.string().min(1).max(80))
      .min(1)
      .max(50)
      .optional()
      .meta({ description: 'What it may do; all that an integrator may when left out.' }),
    expiresDays: Days,
  })
  .meta({ id: 'NewKey' });
export type NewKey = z.infer<typeof NewKey>;

/** What a key can be scoped to. */
export const KeyScopes = z
  .strictObject({
    operations: z.array(z.string()).meta({ description: 'Everything that an integrator may do.' }),
  })
  .meta({ id: 'KeyScopes' });
export type KeyScopes = z.infer<typeof KeyScopes>;

/** How a key is given a new secret. */
export const KeyRotation = z
  .strictObject({
    graceHours: z
      .int()
      .min(0)
      .max(720)
      .default(24)
      .meta({ description: 'The old key stays good for so many hours.' }),
    expiresDays: Days,
  })
  .meta({ id: 'KeyRotation' });
export type KeyRotation = z.infer<typeof KeyRotation>;

/** A key of a program, without its secret. */
export const ApiKey = z
  .strictObject({
    id: KeyId,
    name: KeyName,
    shown: z.string().meta({ description: 'How the key begins.' }),
    operations: z
      .array(z.string())
      .optional()
      .meta({ description: 'What it may do; all that an integrator may where missing.' }),
    status: z.enum(['valid', 'expired', 'revoked']),
    createdAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    createdBy: z.string(),
    expiresAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    lastUsedAt: z.string().optional().meta({ description: 'ISO 8601 in UTC, to about a minute.' }),
    revokedAt: z.string().optional().meta({ description: 'ISO 8601 in UTC.' }),
    replaces: KeyId.optional(),
    replacedBy: KeyId.optional(),
  })
  .meta({ id: 'ApiKey' });
export type ApiKey = z.infer<typeof ApiKey>;

/** A key that was made just now. */
export const CreatedKey = ApiKey.extend({
  key: z.string().optional().meta({
    description:
      'The key with its secret, shown this once: it is kept nowhere, and missing where the answer is repeated for an Idempotency-Key.',
  }),
}).meta({ id: 'CreatedKey' });
export type CreatedKey = z.infer<typeof CreatedKey>;
