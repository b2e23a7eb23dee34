import { z } from 'zod';
import { Bilingual, Code } from './common.ts';

export const Badge = z
  .strictObject({
    code: Code,
    name: Bilingual,
    description: Bilingual.optional(),
    tier: z.enum(['bronze', 'silver', 'gold', 'plain']).default('plain'),
  })
  .meta({ id: 'Badge' });
export type Badge = z.infer<typeof Badge>;

export const Badges = z.array(Badge).max(500);
