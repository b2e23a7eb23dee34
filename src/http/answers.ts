import { z } from 'zod';
import { Health, Me, SignIn } from '../../schemas/actor.ts';
import { ApiKey, CreatedKey, KeyScopes } from '../../schemas/api-key.ts';
import { Award } from '../../schemas/award.ts';
import { AwardWhy } from '../../schemas/award-why.ts';
import { Badge } from '../../schemas/badge.ts';
import { Delivery, DeliveryResult, StoredActivity } from '../../schemas/delivery.ts';
import { ImportReport } from '../../schemas/import-report.ts';
import { Job } from '../../schemas/job.ts';
import { BoardOffered, Leaderboard } from '../../schemas/leaderboard.ts';
import { Membership } from '../../schemas/membership.ts';
import { Metric } from '../../schemas/metric.ts';
import { Outlet } from '../../schemas/outlet.ts';
import { pageOf } from '../../schemas/page.ts';
import { Invitation, Person } from '../../schemas/person.ts';
import { Erasure, PersonalData } from '../../schemas/personal-data.ts';
import { PlanInForce, PlanPublication, RuleSummary, RuleView } from '../../schemas/plan-view.ts';
import { Problem } from '../../schemas/problem.ts';
import { Product } from '../../schemas/product.ts';
import { PlanProposal, ProposedPlan, Recalibration } from '../../schemas/proposal.ts';
import { Rep } from '../../schemas/rep.ts';
import { Settlement } from '../../schemas/settlement.ts';
import { Statement, StatementFile, StatementSummary } from '../../schemas/statement.ts';
import { Target, TargetList } from '../../schemas/target.ts';
import { Team } from '../../schemas/team.ts';
import { Today } from '../../schemas/today.ts';
import { Transfer } from '../../schemas/transfer.ts';
import { Verdict } from '../../schemas/verdict.ts';

const listOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item) });

const BadgeHeld = z.strictObject({
  badge: Badge,
  rule: z.string(),
  window: z.string(),
  time: z.string(),
  award: z.string(),
});

const Balance = z.strictObject({ account: z.string(), balance: z.string(), currency: z.string() });

/**
 * What operations answer, by the names under which they declare it. Only the document of the API reads these schemas;
 * everything else takes no more than their types from here, so that none of them is built when the service starts.
 */
export const ANSWERS = {
  ApiKey,
  ApiKeyPage: pageOf(ApiKey),
  AwardPage: pageOf(Award),
  AwardWhy,
  BadgePage: pageOf(BadgeHeld),
  BoardList: listOf(BoardOffered),
  CreatedKey,
  Correction: DeliveryResult.omit({ index: true, faults: true }),
  Delivery,
  Erasure,
  Explanation: z.strictObject({
    explanation: z.record(z.string(), z.unknown()),
    text: z.strictObject({ zh: z.string(), en: z.string() }),
  }),
  Health,
  ImportReport,
  Invitation,
  Job,
  JobPage: pageOf(Job),
  KeyScopes,
  Leaderboard,
  LedgerPage: pageOf(Transfer).extend({ balances: z.array(Balance) }),
  Me,
  MembershipList: listOf(Membership),
  MetricList: listOf(Metric),
  Outlet,
  OutletPage: pageOf(Outlet),
  Person,
  PersonPage: pageOf(Person),
  PersonalData,
  PlanInForce,
  PlanProposal,
  PlanProposalPage: pageOf(PlanProposal),
  PlanPublicationPage: pageOf(PlanPublication),
  Problem,
  Product,
  ProductPage: pageOf(Product),
  ProposedPlan,
  Recalibration,
  RecalibrationPage: pageOf(Recalibration),
  Rep,
  RepPage: pageOf(Rep),
  Rule: RuleView,
  RuleList: listOf(RuleSummary),
  Settlement,
  SettlementPage: pageOf(Settlement),
  SignIn,
  Statement,
  StatementFile,
  StatementPage: pageOf(StatementSummary),
  StoredActivity,
  StoredActivityPage: pageOf(StoredActivity),
  Target,
  TargetList,
  TargetPage: pageOf(Target),
  Team,
  TeamPage: pageOf(Team),
  Today,
  Verification: Verdict.extend({
    verifiedAt: z.string().meta({ description: 'When it ended, ISO 8601 in UTC.' }),
    job: z.string().meta({ description: 'The job that found it.' }),
    underWay: z.string().optional().meta({ description: 'The job of a later one that has not ended yet.' }),
  }),
} as const;

/** The schemas of answers by name, for their types. */
export type Answers = typeof ANSWERS;
