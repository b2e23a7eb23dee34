import { z } from 'zod';
import { Bilingual, GivenDecimal, MasterText, SubjectKind, textOfAtMost } from './common.ts';
import { TargetInput, TargetKey } from './target.ts';

/** What can be proposed by one and is decided by another. */
export const ProposalKind = z.enum(['plan', 'settlement', 'recalibration']);
export type ProposalKind = z.infer<typeof ProposalKind>;

export const ProposalState = z.enum(['proposed', 'approved', 'refused', 'withdrawn']);
export type ProposalState = z.infer<typeof ProposalState>;

export const ProposalId = z
  .string()
  .regex(/^prp_[0-9a-f]{32}$/, '“prp_” and 32 hexadecimal digits')
  .meta({ examples: ['prp_0f8fad5bd9cb469fa16570867728950e'] });

/** Why something is wanted, or decided like this. */
const Reason = MasterText.meta({ description: 'Why, in words; 1 to 4000 characters.' });

/** A decision has a reason. */
export const DecisionInput = z
  .strictObject({ reason: Reason })
  .meta({ id: 'DecisionInput', examples: [{ reason: 'Agreed at the meeting of 20 November.' }] });

const shared = {
  id: ProposalId,
  state: ProposalState,
  contentHash: z.string().meta({
    description: 'SHA-256 of what was proposed, as canonical JSON. What is approved has the same.',
  }),
  maker: z.string().meta({ description: 'Who proposed it, and may not approve it.' }),
  madeAt: z.string().meta({ description: 'ISO 8601 in UTC.' }),
  reason: z.string().meta({ description: 'Why the maker wants it.' }),
  checker: z.string().optional().meta({ description: 'Who approved or refused it.' }),
  checkedAt: z.string().optional().meta({ description: 'When that was, or when it was withdrawn.' }),
  words: z.string().optional().meta({ description: 'What was said to it then.' }),
};

/** A JSON document of a plan, whatever it is: it is looked at as a file of that name is. */
const PlanDocument = z.unknown().meta({ description: 'The JSON of the file.' });

/** A new version of the plan as a whole. */
export const PlanProposalInput = z
  .strictObject({
    reason: Reason,
    files: z.record(z.string().regex(/^[^\p{Cc}\p{Cs}]{1,200}$/u, 'the path of a file'), PlanDocument).meta({
      description:
        'All documents of the plan by the path of their file: `plan.json`, `activity-types.json`, `metrics.json`, `rules/<code>.json` and, where there are any, `targets.json`, `badges.json`, `prizes.json`.',
    }),
  })
  .meta({
    id: 'PlanProposalInput',
    examples: [
      {
        reason: 'Double the visit points for the sprint.',
        files: {
          'plan.json': {
            code: 'north',
            name: { zh: '华北方案', en: 'North' },
            currency: 'CNY',
            calendar: { timeZone: 'Asia/Shanghai' },
            payCycle: 'month',
          },
          'activity-types.json': [{ type: 'visit.completed', name: { zh: '拜访', en: 'Visit' } }],
          'metrics.json': [],
          'rules/visit-points.json': {
            code: 'visit-points',
            name: { zh: '拜访积分', en: 'Visit points' },
            category: 'process',
            subject: 'rep',
            triggers: [{ activity: 'visit.completed' }],
            per: ['activity'],
            rewards: [{ kind: 'points', amount: 20 }],
          },
        },
      },
    ],
  });

const NamedRule = z.strictObject({ code: z.string(), name: Bilingual });

/** What differs from the plan that was in force when it was proposed. */
const PlanDifference = z.strictObject({
  added: z.array(NamedRule),
  removed: z.array(NamedRule),
  changed: z.array(NamedRule),
  documents: z
    .array(z.string())
    .meta({ description: 'The files besides rules that differ, such as `metrics.json`.' }),
});

const PlanFinding = z.strictObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  document: z.string(),
  pointer: z.string(),
  message: Bilingual,
  remedy: Bilingual,
});

/** A version of the plan that was proposed. */
export const PlanProposal = z
  .strictObject({
    ...shared,
    plan: z.string().meta({ description: 'The code of the plan.' }),
    version: z.string().meta({ description: 'The version that approving it publishes.' }),
    isOutdated: z.boolean().meta({
      description: 'The plan in force is another than when it was proposed: it cannot be approved any more.',
    }),
    differs: PlanDifference,
    findings: z.array(PlanFinding).meta({ description: 'What would surprise; see `laurel lint`.' }),
  })
  .meta({ id: 'PlanProposal' });
export type PlanProposal = z.infer<typeof PlanProposal>;

/** A version of the plan that was proposed, as a whole. */
export const ProposedPlan = PlanProposal.extend({
  files: z.record(z.string(), PlanDocument).meta({
    description: 'All documents by the path of their file, with what they leave out filled in.',
  }),
}).meta({ id: 'ProposedPlan' });
export type ProposedPlan = z.infer<typeof ProposedPlan>;

/** Approves a calculation. */
export const SettlementApprovalInput = z
  .strictObject({
    calculation: z.int().min(1).max(1_000_000).meta({ description: 'The calculation that was looked at.' }),
    words: textOfAtMost(4000).optional(),
  })
  .meta({
    id: 'SettlementApprovalInput',
    examples: [{ calculation: 2, words: 'Checked against the list.' }],
  });

const Trigger = MasterText.meta({
  description: 'What happened, such as a price of a competitor, a policy, a rep who is ill.',
});

/** Changes of targets that belong together, such as one indicator for another. */
export const RecalibrationInput = z
  .strictObject({
    trigger: Trigger,
    reason: Reason,
    changes: z
      .array(
        TargetInput.extend({
          amount: z
            .union([GivenDecimal, z.null()])
            .meta({ description: 'The new amount; null takes it away.' }),
        }),
      )
      .min(1)
      .max(500),
  })
  .meta({
    id: 'RecalibrationInput',
    examples: [
      {
        trigger: 'Two key accounts closed for renovation.',
        reason: 'Fewer visits, and five key prospects in their place.',
        changes: [
          { subject: 'R02', metric: 'visits', period: '2026-W47', amount: 15 },
          { subject: 'R02', metric: 'key-prospects', period: '2026-W47', amount: 5 },
        ],
      },
    ],
  });

/** Changes of targets that were proposed. */
export const Recalibration = z
  .strictObject({
    ...shared,
    trigger: Trigger,
    changes: z.array(
      TargetKey.extend({
        subjectKind: SubjectKind,
        from: z
          .string()
          .optional()
          .meta({ description: 'The amount when it was proposed; missing where none.' }),
        to: z.string().optional().meta({ description: 'The amount it is to be; missing where none.' }),
      }),
    ),
  })
  .meta({ id: 'Recalibration' });
export type Recalibration = z.infer<typeof Recalibration>;
