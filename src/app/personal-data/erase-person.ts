import type { Erasure } from '../../../schemas/personal-data.ts';
import { localDateAt } from '../../domain/calendar/zone.ts';
import { compareText } from '../../domain/compare-text.ts';
import { eraseFromActivity } from '../../domain/personal-data/erase-activity.ts';
import { ERASED_NAME } from '../../domain/personal-data/erased-person.ts';
import { type PersonTexts, personTexts } from '../../domain/personal-data/person-texts.ts';
import { readOfPersons } from '../../domain/personal-data/read-of-persons.ts';
import { type Population, placeOf } from '../../domain/population.ts';
import type { Queryable } from '../../storage/database.ts';
import {
  activitiesNaming,
  eraseActivities,
  eraseFromNames,
  eraseJobsAndAnswers,
  eraseRecords,
  eraseRep,
  eraseTraces,
  importUnderWay,
  planHolding,
} from '../../storage/erasure.ts';
import { loadReps, type StoredRep } from '../../storage/master-data.ts';
import { markMasterData } from '../../storage/plans.ts';
import { appendAudit } from '../../storage/records.ts';
import type { RepDay } from '../../storage/rollups.ts';
import { asSignIn } from '../../storage/tenant-transaction.ts';
import { recalculateDays } from '../activities/keep-rollups.ts';
import { admit, type Context, identitiesOf, transactAlone } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { loadPopulation } from '../load-population.ts';
import { applyAwaited } from '../master-data/apply-awaited.ts';
import { takeOutRep } from '../people/take-out-person.ts';
import { type CurrentPlan, requirePlan } from '../plan/current-plan.ts';
import { refuseEarly } from './refuse-early.ts';

/** Activities that are erased from at once. */
const PORTION = 5_000;

/**
 * Erases who a person is and keeps the numbers: the code, the name and everything that names the person go, what was
 * counted, awarded and paid stays to the cent, under an internal id. Done again it changes nothing. `at` is now, in epoch ms.
 * @throws LaurelError `not-found`; `state` while the person is employed, may be paid, or is named by the plan in force.
 */
export const erasePerson = (
  context: Context,
  { rep: code, reason, at }: Readonly<{ rep: string; reason: string; at: number }>,
): Promise<Erasure> => {
  admit(context, 'erase-personal-data');
  return transactAlone(context, async (tx) => {
    const { tenant } = context;
    await applyAwaited(tx, context);
    const plan = await requirePlan(tx, tenant);
    const [known] = await loadReps(tx, tenant, [identitiesOf(context).rep(code)]);
    const [named] = known ? [known] : await loadReps(tx, tenant, [code]);
    const rep = known ?? (named?.erasedAt ? named : undefined);
    if (!rep) throw new LaurelError('not-found', `There is no rep called “${code}”.`);
    if (rep.erasedAt !== null) return { person: rep.id, erasedAt: rep.erasedAt, already: true };
    const today = localDateAt(at, plan.ruleSet.documents.plan.calendar.timeZone);
    await refuseEarly(tx, tenant, plan.ruleSet, rep, today);
    const texts = personTexts(rep);
    await refuseNamed(tx, tenant, texts);
    await eraseIdentity(tx, context, plan, rep);
    await asSignIn(tx, () => takeOutRep(tx, context, rep.code));
    const activities = await eraseFromActivities(tx, tenant, plan, rep, texts);
    const sought = { ...texts, code: rep.code };
    const traces = await eraseTraces(tx, tenant, sought);
    await eraseFromNames(tx, tenant, sought);
    await eraseRecords(tx, tenant, sought);
    await eraseJobsAndAnswers(tx, tenant, sought);
    await appendAudit(tx, tenant, texts.erase(context.actor), {
      action: 'erase-personal-data',
      subject: rep.id,
      details: { reason: texts.erase(reason), activities, traces },
    });
    const [erased] = await loadReps(tx, tenant, [rep.id]);
    if (!erased?.erasedAt) throw new Error('A rep was not erased.');
    return { person: rep.id, erasedAt: erased.erasedAt, already: false };
  });
};

/** What is in force has to be published otherwise first, and files that wait may bring the person back. */
const refuseNamed = async (tx: Queryable, tenant: string, texts: PersonTexts): Promise<void> => {
  const documents = await planHolding(tx, tenant, texts.needles);
  const written = JSON.stringify(documents ?? null);
  if (texts.isIn(written))
    throw new LaurelError(
      'state',
      'The plan in force names this person; publish one that does not, and erase then.',
    );
  if (await importUnderWay(tx, tenant))
    throw new LaurelError('state', 'Files are being imported; erase when that job has ended.');
};

/** The neutral row: what the plan reads of a person stays, unless it names the person. */
const eraseIdentity = async (
  tx: Queryable,
  { tenant }: Context,
  { ruleSet }: CurrentPlan,
  rep: StoredRep,
): Promise<void> => {
  await markMasterData(tx, tenant);
  const { read, texts } = { read: readOfPersons(ruleSet).rep, texts: personTexts(rep) };
  const population = await loadPopulation(tx, tenant, ruleSet.documents, { outlets: [], products: [] });
  await eraseRep(tx, tenant, {
    id: rep.id,
    code: rep.code,
    name: ERASED_NAME,
    attributes: Object.fromEntries(
      Object.entries(rep.attributes).filter(([name, value]) => read.has(name) && !texts.isIn(value)),
    ),
    sortsAfter: inFrontOf(rep.id, population),
  });
};

/** The rep whose code comes right before that of another, so that ties are decided as before. */
const inFrontOf = (id: string, { reps }: Population): string | null => {
  const inOrder = [...reps.values()].sort((a, b) => compareText(placeOf(a), placeOf(b)));
  return inOrder[inOrder.findIndex((each) => each.id === id) - 1]?.id ?? null;
};

/** Gives how many activities were changed. Rollups hold places in the canonical order and texts that are counted. */
const eraseFromActivities = async (
  tx: Queryable,
  tenant: string,
  { ruleSet }: CurrentPlan,
  { id: rep }: StoredRep,
  texts: PersonTexts,
): Promise<number> => {
  const { activityTypes } = ruleSet.documents;
  const read = readOfPersons(ruleSet).activity;
  const days = new Map<string, RepDay>();
  let count = 0;
  for (let after = ''; ; ) {
    const found = await activitiesNaming(tx, tenant, { rep, needles: texts.needles }, after, PORTION);
    const changed = found.flatMap((activity) => {
      const type = activityTypes.get(activity.type);
      const erased = eraseFromActivity(activity, activity.isOwn, { type, read, texts });
      return JSON.stringify(erased) === JSON.stringify(activity) ? [] : { ...activity, ...erased };
    });
    await eraseActivities(tx, tenant, changed);
    count += changed.length;
    const told = new Map(found.map((activity) => [activity.id, activity]));
    for (const { id, day, credits, order, data } of changed) {
      const before = told.get(id);
      // Of a personal value rules see no more than what is left of it.
      const isCounted = [...read].some((name) => data[name] !== before?.data[name] && data[name] !== true);
      if (order === before?.order && !isCounted) continue;
      for (const credit of credits) days.set(`${credit.rep}|${day}`, { rep: credit.rep, day });
    }
    after = found.at(-1)?.id ?? after;
    if (found.length < PORTION) break;
  }
  if (days.size > 0) {
    const population = await loadPopulation(tx, tenant, ruleSet.documents, { outlets: [], products: [] });
    await recalculateDays(tx, tenant, [...days.values()], ruleSet, population);
  }
  return count;
};
