import { z } from 'zod';
import { Activity } from './activity.ts';
import { Code, DecimalLike, MasterCode, Medium } from './common.ts';
import { Target } from './target.ts';

const attributes = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

/** Master data, targets and activities a case starts from; codes stand for names where none is given. */
export const SpecGiven = z.strictObject({
  teams: z
    .array(
      z.strictObject({ code: MasterCode, parent: MasterCode.optional(), manager: MasterCode.optional() }),
    )
    .optional(),
  reps: z.array(z.looseObject({ code: MasterCode, team: MasterCode.optional() })).optional(),
  outlets: z.array(z.intersection(z.object({ code: MasterCode }), attributes)).optional(),
  products: z.array(z.intersection(z.object({ code: MasterCode }), attributes)).optional(),
  targets: z.array(Target).optional(),
  activities: z
    .array(
      z.looseObject({
        id: z.string().optional(),
        type: Activity.shape.type.optional(),
        time: Activity.shape.time,
        rep: MasterCode,
        times: z
          .int()
          .min(1)
          .max(1000)
          .optional()
          .meta({ description: 'This many of them, with ids of their own.' }),
      }),
    )
    .optional(),
});

export const SpecExpectation = z.strictObject({
  rule: Code.optional(),
  subject: MasterCode,
  medium: Medium.default('cash'),
  amount: DecimalLike.optional(),
  badge: Code.optional(),
  item: z.string().optional().meta({ description: 'Code of the prize, or kind of the honour.' }),
  evidence: z.string().optional(),
  window: z.string().optional(),
});

/** Readable cases of a rule: given these facts, exactly these awards. */
export const RuleSpecs = z
  .strictObject({
    $schema: z.string().optional(),
    rule: Code.optional().meta({
      description: 'The rule the cases are about; every rule of the plan when left out.',
    }),
    period: z.string().meta({ description: 'The period that is settled, such as 2017-Q3.' }),
    background: SpecGiven.optional().meta({ description: 'Stands before the facts of each case.' }),
    cases: z
      .array(
        z.strictObject({
          name: z.string().min(1),
          period: z.string().optional(),
          given: SpecGiven.default({}),
          awards: z
            .array(SpecExpectation)
            .meta({ description: 'All awards of the rule in the period, in any order.' }),
        }),
      )
      .min(1),
  })
  .meta({ id: 'RuleSpecs' });
export type RuleSpecs = z.infer<typeof RuleSpecs>;
export type SpecGiven = z.infer<typeof SpecGiven>;
