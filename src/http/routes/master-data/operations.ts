import { z } from '@hono/zod-openapi';
import { MasterCode, SearchText } from '../../../../schemas/common.ts';
import { PageQuery, pageOf } from '../../../../schemas/page.ts';
import { admits, json, jsonBody, PROBLEMS } from '../../operation.ts';

const TAG = 'Master data';

export const OfCode = z.strictObject({ code: MasterCode });

/** How every list of master data is asked for. */
export const ListQuery = PageQuery.extend({
  q: SearchText.optional().meta({ description: 'Part of the code or name, in upper or lower case.' }),
});

/** The declaration of a read. */
export const reads = <Path extends string>(path: Path, summary: string, description?: string) => ({
  ...admits('read-master-data'),
  method: 'get' as const,
  path,
  tags: [TAG],
  summary,
  ...(description !== undefined && { description }),
});

/** The declaration of a save in place of what was there. */
export const saves = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('save-master-data'),
  method: 'put' as const,
  path,
  tags: [TAG],
  summary,
  description: `${description} What it concerns is counted and judged anew before this is answered; settlements stay as they are.`,
});

/** Answers of a list. */
export const listed = <Item extends z.ZodType>(item: Item, description: string) => ({
  200: json(pageOf(item), description),
  ...PROBLEMS,
});

/** Answers of one. */
export const one = <Item extends z.ZodType>(item: Item, description: string) => ({
  200: json(item, description),
  ...PROBLEMS,
});

/** A save of what has the code in the path. */
export const ofCode = <Input extends z.ZodType>(input: Input) => ({
  params: OfCode,
  query: z.strictObject({}),
  body: jsonBody(input),
});

export const onlyCode = { params: OfCode, query: z.strictObject({}) } as const;
