import { z } from 'zod';
import { Medium, Payer, SubjectKind } from './common.ts';

/** One line of an award: what is granted, by which medium, at whose cost. */
export const AwardLine = z
  .strictObject({
    index: z.int().min(0),
    medium: Medium,
    payer: Payer,
    amountMinor: z
      .string()
      .regex(/^-?\d+$/)
      .meta({ description: 'Integer minor units, as text.' }),
    currency: z.string().meta({ description: 'ISO 4217 for cash; empty for everything else.' }),
    exact: z.string().meta({ description: 'The exact value before it was rounded.' }),
    item: z.string().meta({ description: 'Code of the badge or prize, kind of the honour; else empty.' }),
  })
  .meta({ id: 'AwardLine' });
export type AwardLine = z.infer<typeof AwardLine>;

/** A rule's outcome for a subject. Its id derives from its identity, so that no replay can pay it twice. */
export const Award = z
  .strictObject({
    id: z.string().regex(/^awd_[0-9a-z]+$/),
    rule: z.string(),
    ruleVersion: z.string(),
    subjectKind: SubjectKind,
    subject: z.string().meta({ description: 'Internal id of the rep or team that was judged.' }),
    recipient: z.string().meta({ description: 'Internal id of who receives it.' }),
    window: z.string().meta({ description: 'Period label, or `lifetime`.' }),
    payPeriod: z.string().meta({ description: 'The pay period in which the window closes, or `lifetime`.' }),
    evidenceKey: z.string(),
    time: z.string().meta({ description: 'When it occurred, ISO 8601 in UTC.' }),
    evidence: z.array(z.string()).meta({ description: 'Internal ids of the activities it rests on.' }),
    lines: z.array(AwardLine),
  })
  .meta({ id: 'Award' });
export type Award = z.infer<typeof Award>;
