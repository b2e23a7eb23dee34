import type { Context } from 'hono';
import type { JSONValue } from 'hono/utils/types';
import { z } from 'zod';
import { MasterCode, SearchText } from '../../../../schemas/common.ts';
import { PageQuery } from '../../../../schemas/page.ts';
import type { Saved } from '../../../app/master-data/saving.ts';
import { answerJob } from '../../answer-job.ts';
import type { Answers } from '../../answers.ts';
import type { ApiEnv } from '../../api.ts';
import { admits, json, jsonBody, NOTHING, PROBLEMS } from '../../operation.ts';
import type { Services } from '../../services.ts';

const TAG = 'Master data';

export const OfCode = z.strictObject({ code: MasterCode });

/** How every list of master data is asked for. */
export const ListQuery = PageQuery.extend({
  q: SearchText.optional().meta({ description: 'Part of the code or name, in upper or lower case.' }),
});

/** The declaration of a read. */
export const reads = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('read-master-data'),
  method: 'get' as const,
  path,
  tags: [TAG],
  summary,
  description,
});

/** What a save says of one that concerns too much to be waited for. */
export const LATER =
  'Where more than 10,000 activities have to be judged, the change is kept with a job, which is the answer: it takes effect as a whole when the job is done, and until then records and figures are the old ones.';

/** The declaration of a save in place of what was there. */
export const saves = <Path extends string>(path: Path, summary: string, description: string) => ({
  ...admits('save-master-data'),
  method: 'put' as const,
  path,
  tags: [TAG],
  summary,
  description: `${description} What it concerns is counted and judged anew before this is answered; settlements stay as they are. ${LATER}`,
});

/** Answers of a read. */
export const found = <Name extends keyof Answers>(answer: Name, description: string) => ({
  200: json(answer, description),
  ...PROBLEMS,
});

/** Answers of a save. */
export const saved = <Name extends keyof Answers>(answer: Name, description: string) => ({
  200: json(answer, description),
  202: json('Job', 'The change is kept, and takes effect when this job is done.'),
  ...PROBLEMS,
});

/** Answers a save: with what was saved, or with the job that will have saved it. */
export const answerSaved = async <View extends JSONValue>(
  c: Context<ApiEnv>,
  services: Services,
  outcome: Saved<View>,
) => ('view' in outcome ? c.json(outcome.view, 200) : answerJob(c, services, outcome.job));

/** A list that was saved, as it is answered. */
export const asItems = <Item>(outcome: Saved<Item[]>): Saved<{ items: Item[] }> =>
  'view' in outcome ? { view: { items: outcome.view } } : outcome;

/** A save of what has the code in the path. */
export const ofCode = <Input extends z.ZodType>(input: Input) => ({
  params: OfCode,
  query: NOTHING,
  body: jsonBody(input),
});

export const onlyCode = { params: OfCode, query: NOTHING } as const;
