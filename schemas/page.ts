import { z } from 'zod';

/** A whole number in a query, in digits: `0x10`, `1e2` and an empty text are none. */
export const wholeNumber = (least: number, most: number) =>
  z.preprocess(
    (text: string | number) => (/^-?\d{1,9}$/.test(String(text)) ? Number(text) : text),
    z.int().min(least).max(most),
  );

/** How a list is asked for. */
export const PageQuery = z.strictObject({
  limit: wholeNumber(1, 500).default(50).meta({ description: 'At most so many items.' }),
  cursor: z.string().min(1).max(1000).optional().meta({ description: '`next` of the page before.' }),
});

/** Part of a list. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({ description: 'Cursor of the page that follows; missing at the end.' }),
  });
