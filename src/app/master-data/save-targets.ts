import type { Target, TargetKey } from '../../../schemas/target.ts';
import { loadTargets, type TargetRow } from '../../storage/plans.ts';
import { type Context, identitiesOf } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { mergeRecords } from '../tabular/merge-records.ts';
import { parseTargetRow } from '../tabular/parse-target-row.ts';
import { isTargetOfKnown, targetKey } from '../tabular/target-rows.ts';
import { givenRecords } from './given-records.ts';
import { refuseRecalibrations } from './refuse-recalibrations.ts';
import { repCodes, type Saved, saving, teamCodes } from './saving.ts';

/**
 * Saves targets, each in place of the one for the same subject, metric, period and tier; others stay. Gives them in order
 * of key. `at` is now, in epoch ms.
 * @throws LaurelError with the place of each fault, such as two amounts for one target; `state` where one of a period that has
 * begun would change.
 */
export const saveTargets = (
  context: Context,
  { items, at }: Readonly<{ items: readonly Target[]; at: number }>,
): Promise<Saved<Target[]>> =>
  saving(context, async (now) => {
    const { calendar } = now.plan.ruleSet.documents.plan;
    const [isRep, isTeam] = [await repCodes(now), await teamCodes(now)];
    const given = givenRecords(
      'targets',
      items,
      (index) => `/items/${index}`,
      (fields) => parseTargetRow(fields, { calendar, isRep: isRep.has, isTeam: isTeam.has }),
    );
    const { metrics } = now.plan.ruleSet.documents;
    const known = given.rows.filter((row) =>
      isTargetOfKnown(row, isRep, isTeam, (code) => metrics.has(code)),
    );
    const targets = mergeRecords(known, targetKey, 'subject');
    given.refuseFaulty();
    const places = new Map(known.map(({ row, value }) => [targetKey(value), `/items/${row - 1}`]));
    const placeOf = (target: TargetKey): string => places.get(targetKey(target)) ?? '';
    await refuseRecalibrations(now.tx, context, { calendar, wanted: targets, at, placeOf });
    return {
      change: { targets },
      action: 'save-targets',
      subject: now.tenant,
      details: { targets: targets.length },
      view: targets.map((each) => ({ ...each })),
    };
  });

/**
 * Takes a target away, and gives what it was. A target by formula stands again where there is one.
 * `at` is now, in epoch ms.
 * @throws LaurelError `not-found` when there is no such target; `state` when its period has begun.
 */
export const removeTarget = (
  context: Context,
  { at, ...key }: TargetKey & Readonly<{ at: number }>,
): Promise<Saved<Target>> =>
  saving(context, async ({ tx, tenant, plan }) => {
    const identities = identitiesOf(context);
    const { subjectKind, subject, metric, period, tier } = key;
    const id = subjectKind === 'team' ? identities.team(subject) : identities.rep(subject);
    const isWanted = (row: TargetRow): boolean =>
      row.metric === metric && row.period === period && row.tier === tier;
    const found = (await loadTargets(tx, tenant, [id])).find(isWanted);
    if (!found) throw new LaurelError('not-found', 'No such target has been given.');
    const { calendar } = plan.ruleSet.documents.plan;
    await refuseRecalibrations(tx, context, { calendar, wanted: [{ ...key, amount: null }], at });
    return {
      change: { targetsRemoved: [key] },
      action: 'remove-target',
      subject: id,
      details: { metric, period, tier },
      view: { ...key, amount: found.amount },
    };
  });
