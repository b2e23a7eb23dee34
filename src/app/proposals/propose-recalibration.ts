import type { z } from 'zod';
import type { Recalibration, RecalibrationInput } from '../../../schemas/proposal.ts';
import type { Target } from '../../../schemas/target.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import type { Population } from '../../domain/population.ts';
import type { Queryable } from '../../storage/database.ts';
import { admit, type Context, transact } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { knownPopulation } from '../known-population.ts';
import { givenAmounts } from '../master-data/given-amounts.ts';
import { givenRecords } from '../master-data/given-records.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { type KnownCodes, knownCodes } from '../tabular/known-codes.ts';
import { parseTargetRow } from '../tabular/parse-target-row.ts';
import { type Placed, refusePlaced } from '../tabular/tally.ts';
import { isTargetOfKnown, targetKey } from '../tabular/target-rows.ts';
import { propose } from './propose.ts';
import { type RecalibrationContent, recalibrationView, type TargetChange } from './recalibration-content.ts';
import { subjectsInReach } from './subjects-in-reach.ts';

export type RecalibrationGiven = z.infer<typeof RecalibrationInput> & Readonly<{ at: number }>;

/**
 * Proposes changes of targets that belong together, for another to approve: what happened, why, and old → new of each. A
 * manager proposes for those whom the manager sees. `at` is now, in epoch ms.
 * @throws LaurelError with the place of each fault; `state` where everything is as it should be already.
 */
export const proposeRecalibration = (
  context: Context,
  { trigger, reason, changes: given, at }: RecalibrationGiven,
): Promise<Recalibration> => {
  admit(context, 'propose-recalibration');
  return transact(context, async (tx) => {
    const plan = await requirePlan(tx, context.tenant);
    const population = await knownPopulation(tx, context, plan);
    const today = localDateAt(at, plan.ruleSet.documents.plan.calendar.timeZone);
    const known = codesOf(context, population, today);
    const changes = await changesOf(tx, context, plan, known, given);
    if (changes.every(({ from, to }) => from === to))
      throw new LaurelError('state', 'These targets are what they are to be already.');
    const content: RecalibrationContent = { trigger, changes };
    const subject = [...new Set(changes.map(({ period }) => period))].sort().join(' ');
    return recalibrationView(await propose(tx, context, { kind: 'recalibration', subject, content, reason }));
  });
};

type Known = Readonly<{ reps: KnownCodes; teams: KnownCodes }>;

/** Whose targets the actor may propose to change; others are unknown to those who do not see them. */
const codesOf = (context: Context, population: Population, today: LocalDate): Known => {
  const { reps, teams } = subjectsInReach(context, population, today);
  return {
    reps: knownCodes('rep', reps, new Set(), () => false),
    teams: knownCodes('team', teams, new Set(), () => false),
  };
};

/** The changes as they were given, read as targets are and with what stands now. */
const changesOf = async (
  tx: Queryable,
  context: Context,
  { ruleSet }: CurrentPlan,
  { reps, teams }: Known,
  given: RecalibrationGiven['changes'],
): Promise<TargetChange[]> => {
  const { metrics, plan } = ruleSet.documents;
  const subjects = { calendar: plan.calendar, isRep: reps.has, isTeam: teams.has };
  const records = givenRecords(
    'targets',
    // The rest of a target that is taken away has to be right as well.
    given.map((change) => ({ ...change, amount: change.amount ?? 0 })),
    (index) => `/changes/${index}`,
    (fields) => parseTargetRow(fields, subjects),
  );
  const rows = records.rows.filter((row) => isTargetOfKnown(row, reps, teams, (code) => metrics.has(code)));
  refuseTwice(rows);
  records.refuseFaulty();
  const standing = await givenAmounts(
    tx,
    context,
    rows.map(({ value }) => value),
  );
  return rows.map(({ value, row }) => {
    const { subjectKind, subject, metric, period, tier, amount } = value;
    const isRemoval = given[row - 1]?.amount === null;
    return {
      ...(subjectKind === 'team' ? { team: subject } : { rep: subject }),
      metric,
      period,
      tier,
      from: standing(value) ?? null,
      to: isRemoval ? null : String(amount),
    };
  });
};

const refuseTwice = (rows: readonly Placed<Target>[]): void => {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = targetKey(row.value);
    if (seen.has(key)) refusePlaced(row, 'subject', 'conflict', 'This target stands here a second time.');
    seen.add(key);
  }
};
