import { z } from 'zod';
import { Bilingual, DateText, Medium, Payer, SubjectKind } from './common.ts';

/** What an amount is counted in: an ISO 4217 code for money, and words for everything else. */
const amount = {
  amount: z.string().meta({ description: 'Exact: money with its minor units such as "12.50", else whole.' }),
  currency: z.string().meta({ description: 'ISO 4217 for cash; empty for everything else.' }),
};

/** One line of an award: what is granted, by which medium, at whose cost. */
export const AwardLine = z
  .strictObject({
    index: z.int().min(0),
    medium: Medium,
    payer: Payer,
    ...amount,
    item: z.string().meta({ description: 'Code of the badge or prize, kind of the honour; else empty.' }),
    itemName: Bilingual.optional().meta({ description: 'Name of the badge or prize.' }),
  })
  .meta({ id: 'AwardLine' });
export type AwardLine = z.infer<typeof AwardLine>;

/** The code and the name of something. */
export const Named = z.strictObject({ code: z.string(), name: z.string() }).meta({ id: 'Named' });
export type Named = z.infer<typeof Named>;

/** A rule's outcome for a subject. Its id derives from its identity, so that no replay can pay it twice. */
export const Award = z
  .strictObject({
    id: z.string().regex(/^awd_[0-9a-z]+$/),
    rule: z.string(),
    ruleName: Bilingual,
    version: z.string().meta({ description: 'Version of the rule.' }),
    rep: Named.meta({ description: 'Who receives it.' }),
    subjectKind: SubjectKind,
    subject: Named.meta({ description: 'Who was judged: the rep, or a team.' }),
    window: z.string().meta({ description: 'Period label, or `lifetime`.' }),
    payPeriod: z.string().meta({ description: 'The pay period in which the window closes, or `lifetime`.' }),
    time: z.string().meta({ description: 'When it occurred, ISO 8601 in UTC.' }),
    day: DateText,
    outlet: Named.optional().meta({ description: 'Where the activity took place that it rests on.' }),
    reason: Bilingual.meta({ description: 'What decided, in a sentence.' }),
    evidence: z
      .array(z.strictObject({ activity: z.string(), source: z.string(), id: z.string() }))
      .meta({ description: 'The activities it rests on; empty where whole figures decided.' }),
    lines: z.array(AwardLine),
    celebrate: z.boolean().meta({
      description: 'False where the activity that came last was delivered as backfill, to fill up the past.',
    }),
  })
  .meta({ id: 'Award' });
export type Award = z.infer<typeof Award>;
