import { z } from 'zod';
import { Bilingual, Code, DecimalLike } from './common.ts';

/** An item of the prize room. Value is in the plan's currency; a stock left out is unlimited. */
export const Prize = z
  .strictObject({
    code: Code,
    name: Bilingual,
    value: DecimalLike,
    stock: z.int().min(0).max(1_000_000).optional(),
  })
  .meta({ id: 'Prize' });
export type Prize = z.infer<typeof Prize>;

export const Prizes = z.array(Prize).max(2000);
