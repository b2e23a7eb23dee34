import type { Award, AwardLine, Named } from '../../../schemas/award.ts';
import type { OutcomeLine } from '../../domain/awards/outcome.ts';
import { reasonOf } from '../../domain/explain/reason.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import type { Population } from '../../domain/population.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { originalsById } from '../../storage/activities.ts';
import { type ActivityDelivery, activityDeliveries } from '../../storage/activity-deliveries.ts';
import type { StoredAward } from '../../storage/awards.ts';
import { withItems } from '../load-population.ts';
import type { Reading } from '../reading.ts';
import { lineAmount } from './line-amount.ts';

/** Awards as people read them: codes and names in place of internal ids, amounts as text, and why. */
export const awardViews = async (
  { tx, tenant, ruleSet, population: people }: Reading,
  awards: readonly StoredAward[],
): Promise<Award[]> => {
  const ids = [...new Set(awards.flatMap(({ evidence }) => evidence))];
  const activities = new Map((await originalsById(tx, tenant, ids)).map((each) => [each.id, each]));
  const outlets = [...activities.values()].flatMap(({ outletId }) => outletId ?? []);
  const deliveries = new Map((await activityDeliveries(tx, tenant, ids)).map((each) => [each.id, each]));
  const { documents } = ruleSet;
  const population = await withItems(tx, tenant, documents, people, { outlets, products: [] });
  return awards.map((award) => {
    const evidence = award.evidence.flatMap((id) => activities.get(id) ?? []);
    const places = new Set(evidence.flatMap(({ outletId }) => outletId ?? []));
    const [outlet] = places;
    return {
      id: award.award,
      ...ruleView(award, ruleSet),
      version: award.ruleVersion,
      rep: namedRep(award.recipient, population),
      subjectKind: award.subjectKind,
      subject: namedSubject(award, population),
      window: award.window,
      payPeriod: award.payPeriod,
      time: new Date(award.time).toISOString(),
      day: award.day,
      ...(outlet !== undefined && places.size === 1 && { outlet: namedItem(outlet, population) }),
      evidence: evidence.map(({ id, source, externalId }) => ({ activity: id, source, id: externalId })),
      lines: award.lines.map((line) => lineView(line, ruleSet.documents)),
      celebrate: !isBackfilled(award, deliveries),
    };
  });
};

/** Whether the delivery that an award waited for filled up the past. Closings wait for none. */
const isBackfilled = (
  { evidence }: StoredAward,
  deliveries: ReadonlyMap<string, ActivityDelivery>,
): boolean =>
  evidence
    .flatMap((id) => deliveries.get(id) ?? [])
    .reduce<ActivityDelivery | undefined>(
      (last, each) => (last && last.recordedAt > each.recordedAt ? last : each),
      undefined,
    )?.backfill ?? false;

/** The rule by name, and what decided. */
export const ruleView = (
  award: Pick<StoredAward, 'rule' | 'trace'>,
  ruleSet: RuleSet,
): Pick<Award, 'rule' | 'ruleName' | 'reason'> => {
  const rule = ruleSet.rules.find((each) => each.rule.code === award.rule)?.rule;
  return {
    rule: award.rule,
    ruleName: rule?.name ?? { zh: award.rule, en: award.rule },
    reason: reasonOf(award.trace, rule, ruleSet.documents),
  };
};

export const lineView = (line: OutcomeLine, { badges, prizes }: PlanDocuments): AwardLine => {
  const { index, medium, payer, currency, item } = line;
  const itemName = (medium === 'badge' ? badges : prizes).get(item)?.name;
  return { index, medium, payer, amount: lineAmount(line), currency, item, ...(itemName && { itemName }) };
};

/** A rep by code and name; by the internal id once both have been erased. */
export const namedRep = (id: string, { reps }: Population): Named => {
  const rep = reps.get(id);
  return { code: rep?.code ?? id, name: rep?.name ?? id };
};

const namedSubject = ({ subject, subjectKind }: StoredAward, population: Population): Named => {
  if (subjectKind === 'rep') return namedRep(subject, population);
  const team = population.teams.get(subject);
  return { code: team?.code ?? subject, name: team?.name ?? subject };
};

const namedItem = (id: string, { outlets }: Population): Named => {
  const outlet = outlets.get(id);
  const { name } = outlet?.attributes ?? {};
  return { code: outlet?.code ?? id, name: typeof name === 'string' ? name : (outlet?.code ?? id) };
};

/** The team of a rep on a day. */
export const namedTeam = (
  rep: string,
  day: Parameters<Population['teamOf']>[1],
  population: Population,
): Named | undefined => {
  const team = population.teams.get(population.teamOf(rep, day) ?? '');
  return team && { code: team.code, name: team.name };
};
