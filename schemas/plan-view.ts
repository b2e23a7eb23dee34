import { z } from 'zod';
import { Bilingual } from './common.ts';
import { Rule } from './rule.ts';

/** The plan in force. */
export const PlanInForce = z
  .strictObject({
    code: z.string(),
    name: Bilingual,
    version: z.string().meta({ description: 'Content-addressed: the same documents have the same version.' }),
    currency: z.string(),
    timeZone: z.string(),
    payCycle: z.string(),
    today: z.string().meta({ description: 'The local day.' }),
    payPeriod: z.string().meta({ description: 'The pay period of this day.' }),
    activityTypes: z.array(z.strictObject({ code: z.string(), name: Bilingual })),
    rules: z.int().min(0),
  })
  .meta({ id: 'PlanInForce' });
export type PlanInForce = z.infer<typeof PlanInForce>;

/** A publication of a plan; the last one is in force. */
export const PlanPublication = z
  .strictObject({
    publication: z.int().min(1).meta({ description: 'Counted from 1.' }),
    code: z.string(),
    version: z.string().meta({ description: 'Content-addressed: the same documents have the same version.' }),
    publishedAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
    publishedBy: z.string(),
    rules: z.int().min(0),
  })
  .meta({ id: 'PlanPublication' });
export type PlanPublication = z.infer<typeof PlanPublication>;

/** A rule by its description. */
export const RuleSummary = z
  .strictObject({
    code: z.string(),
    name: Bilingual,
    description: Bilingual.optional(),
    category: z.string(),
    version: z.string(),
    subject: z.string(),
    window: z.string(),
    media: z.array(z.string()).meta({ description: 'What it grants: cash, points, goods, badge or honour.' }),
    payers: z.array(z.string()),
  })
  .meta({ id: 'RuleSummary' });
export type RuleSummary = z.infer<typeof RuleSummary>;

/** A rule with its document. */
export const RuleView = RuleSummary.extend({ document: Rule }).meta({ id: 'RuleView' });
export type RuleView = z.infer<typeof RuleView>;
