import { z } from 'zod';
import { Amount } from './amount.ts';
import {
  AttributeName,
  Bilingual,
  Code,
  DateText,
  DecimalLike,
  Payer,
  PeriodUnit,
  RoundingMode,
  SubjectKind,
  Window,
} from './common.ts';
import { Condition } from './condition.ts';

export const Trigger = z.union([
  z.strictObject({ activity: Code }).meta({ description: 'Judged at each activity of this type.' }),
  z.strictObject({ close: PeriodUnit }).meta({ description: 'Judged when a period of this unit closes.' }),
]);
export type Trigger = z.infer<typeof Trigger>;

const line = {
  payer: Payer.default('company'),
  note: Bilingual.optional(),
};
const money = {
  ...line,
  amount: Amount,
  rounding: z
    .strictObject({ mode: RoundingMode.default('half-up'), to: DecimalLike.optional() })
    .optional()
    .meta({ description: 'Once per line; half-up to the minor unit of the currency when left out.' }),
};

/** One line of what a rule grants. */
export const Reward = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('cash'), ...money }),
    z.strictObject({ kind: z.literal('points'), ...money }),
    z.strictObject({
      kind: z.literal('prize'),
      ...line,
      prize: z.union([
        Code,
        z.strictObject({ choiceUpTo: DecimalLike }),
        z.strictObject({ drawFrom: z.array(Code).min(1).max(100) }),
      ]),
    }),
    z.strictObject({ kind: z.literal('badge'), ...line, badge: Code }),
    z.strictObject({
      kind: z.enum(['commendation', 'team-honour', 'voucher', 'training-place', 'promotion-nomination']),
      ...line,
      text: Bilingual,
    }),
  ])
  .meta({ id: 'Reward' });
export type Reward = z.infer<typeof Reward>;

const per = z.enum(['subject', 'outlet', 'product']).meta({
  description: 'For each recipient; or for each recipient and outlet, or product, of the activity.',
});

/** A bound on what a rule grants; a bound that was met is named in the trace. */
export const Limit = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('amount'),
        most: Amount,
        window: Window,
        per: per.default('subject'),
        reward: z.int().min(0).default(0),
      })
      .meta({ description: 'At most this much of one reward line; the last award is cut to fit.' }),
    z
      .strictObject({
        kind: z.literal('count'),
        most: z.int().min(1),
        window: Window,
        per: per.default('subject'),
      })
      .meta({ description: 'At most this many awards.' }),
    z
      .strictObject({
        kind: z.literal('cool-down'),
        days: z.int().min(1).max(3660),
        per: per.default('subject'),
      })
      .meta({ description: 'At least so many days between two awards: with 7, a week later pays again.' }),
    z
      .strictObject({
        kind: z.literal('first'),
        count: z.int().min(1),
        window: Window,
        scope: z.enum(['company', 'team']).default('company'),
      })
      .meta({ description: 'Only the first n of everybody.' }),
    z
      .strictObject({
        kind: z.literal('budget'),
        most: DecimalLike,
        window: Window,
        reward: z.int().min(0).default(0),
      })
      .meta({ description: 'Shared by everybody; an award that does not fit is refused.' }),
    z.strictObject({ kind: z.literal('plan-budget') }).meta({
      description: 'Cash that does not fit into what is left of the budget of the plan is refused.',
    }),
    z
      .strictObject({ kind: z.literal('hold'), until: Condition, reason: Bilingual.optional() })
      .meta({ description: 'What is earned is held back until the condition is true.' }),
  ])
  .meta({ id: 'Limit' });
export type Limit = z.infer<typeof Limit>;

export const Ranking = z
  .strictObject({
    by: Amount,
    scope: z.enum(['company', 'team', 'league']).default('company'),
    order: z.enum(['highest', 'lowest']).default('highest'),
    top: z.int().min(1).max(1000),
    ties: z
      .enum(['same', 'split', 'earliest'])
      .meta({ description: 'same: 1, 1, 3; split: the mean of the places; earliest: who got there first.' }),
  })
  .meta({ id: 'Ranking', description: 'Among the subjects for which eligibility and conditions hold.' });
export type Ranking = z.infer<typeof Ranking>;

/** A step or level; each reached one is an award of its own, worth the difference to the step below. */
export const Step = z.strictObject({
  code: Code,
  name: Bilingual.optional(),
  conditions: Condition,
  rewards: z.array(Reward).min(1).max(10),
});
export type Step = z.infer<typeof Step>;

/** A reward rule as a person writes it. */
export const Rule = z
  .strictObject({
    $schema: z.string().optional(),
    code: Code,
    name: Bilingual,
    description: Bilingual.optional(),
    category: z.enum(['result', 'process', 'spiritual']),
    triggers: z.array(Trigger).min(1).max(20),
    subject: SubjectKind,
    recipients: z
      .union([
        z.literal('subject'),
        z.strictObject({ members: z.strictObject({ where: Condition.optional() }) }),
      ])
      .default('subject')
      .meta({
        description: 'Who receives it: the subject, or each member of the team for whom `where` holds.',
      }),
    window: Window.optional().meta({
      description: 'What an award belongs to; the closing period, or the day of the activity, when left out.',
    }),
    per: z
      .array(z.enum(['activity', 'outlet', 'product']))
      .max(3)
      .default([])
      .meta({ description: 'One award for each of these within the window; one in all when empty.' }),
    definitions: z.record(AttributeName, Condition).default({}).meta({ description: 'Named conditions.' }),
    eligibility: Condition.optional(),
    conditions: Condition.optional(),
    ranking: Ranking.optional(),
    rewards: z.array(Reward).max(10).default([]),
    steps: z.array(Step).max(50).default([]),
    limits: z.array(Limit).max(20).default([]),
    contention: z.enum(['as-occurred', 'as-recorded']).default('as-occurred'),
    priority: z.int().min(-1000).max(1000).default(0),
    validFrom: DateText.optional(),
    validTo: DateText.optional().meta({ description: 'The last day on which the rule holds.' }),
  })
  .superRefine((rule, context) => {
    const refuse = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    if (rule.rewards.length === 0 && rule.steps.length === 0)
      refuse(['rewards'], 'give at least one reward or step');
    if (rule.rewards.length > 0 && rule.steps.length > 0) {
      refuse(['steps'], 'a rule has rewards or steps; move the rewards into the steps');
    }
    if (rule.recipients !== 'subject' && rule.subject !== 'team') {
      refuse(['recipients'], 'only a rule about teams can pay members');
    }
    const closes = rule.triggers.filter((trigger) => 'close' in trigger);
    if (closes.length > 0 && closes.length < rule.triggers.length) {
      refuse(['triggers'], 'a rule is judged at activities or at closes, not both');
    }
    if (closes.length > 1) refuse(['triggers'], 'a rule is judged at the close of one unit');
    if (rule.ranking && closes.length === 0) refuse(['ranking'], 'a ranking is only known at a close');
    if (rule.subject === 'team' && closes.length === 0) refuse(['subject'], 'a team is judged at a close');
    if (closes.length > 0 && rule.per.length > 0)
      refuse(['per'], 'only a rule judged at activities can award per activity, outlet or product');
    const groups = [
      { path: ['rewards'] as (string | number)[], rewards: rule.rewards },
      ...rule.steps.map((step, index) => ({ path: ['steps', index, 'rewards'], rewards: step.rewards })),
    ];
    for (const { path, rewards } of groups) {
      const places = rewards.findIndex((reward) => 'amount' in reward && usesPlaces(reward.amount));
      if (places >= 0 && !rule.ranking) refuse([...path, places, 'amount'], 'places need a ranking');
    }
  })
  .meta({ id: 'Rule' });
export type Rule = z.infer<typeof Rule>;

const usesPlaces = (amount: Amount): boolean =>
  typeof amount === 'object' && 'kind' in amount && amount.kind === 'places';
