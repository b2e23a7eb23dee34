import { z } from 'zod';

/** How a list is asked for. */
export const PageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'At most so many items.' }),
  cursor: z.string().min(1).max(1000).optional().meta({ description: '`next` of the page before.' }),
});

/** Part of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'Cursor of the page that follows; missing at the end.' }),
  });
