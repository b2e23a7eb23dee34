import type { LimitNote, Outcome } from '../awards/outcome.ts';
import { addDays } from '../calendar/local-date.ts';
import { type Period, periodBounds } from '../calendar/period.ts';
import type { Tri } from '../conditions/condition-program.ts';
import { createFrame, type FactSources, scopeKey } from '../facts/fact-reader.ts';
import { lastCounted } from '../facts/last-counted.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { applyLimits, recordUsage } from '../limits/apply-limits.ts';
import type { UsageBook } from '../limits/usage.ts';
import { placeOf, type Rep, type Subject, subjectsIn } from '../population.ts';
import { type Ranked, rank } from '../ranking/rank.ts';
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts';
import { type AwardWindow, awardWindow, isInForce, traceOf } from './judging.ts';
import type { LineScope, Sharer } from './lines.ts';
import { reachedSteps } from './reached-steps.ts';

/** What one subject met under one rule; what explanations are made from. */
export type CloseVerdict = Readonly<{
  subject: Subject;
  frame: Frame;
  eligible: Tri;
  passed: Tri;
  place: Readonly<{ rank: number; shared: number; of: number; top: number }> | undefined;
  outcomes: readonly Outcome[];
  /** Limits that left nothing of what would have been granted. */
  limits: readonly LimitNote[];
}>;

/**
 * Judges one rule at the close of a period, for every subject at once: a pure function of what was loaded. Verdicts
 * are in order of code; limits that several share are used up in order of place.
 */
export const judgeClose = (
  rule: CompiledRule,
  period: Period,
  ruleSet: RuleSet,
  sources: FactSources,
  usage: UsageBook,
): CloseVerdict[] => {
  const lastDay = addDays(period.to, -1);
  if (!isInForce(rule, lastDay, ruleSet)) return [];
  const window = awardWindow(rule, lastDay, ruleSet);
  const moment = { day: lastDay, period };
  const own = { rule: rule.rule.code, window: window.label };
  const frameOf = (subject: Subject) => createFrame(sources, { subject, moment, own });

  const verdicts = subjectsIn(sources.population, rule.rule.subject, period.from, period.to).map(
    (subject) => {
      const frame = frameOf(subject);
      const eligible = rule.eligibility ? rule.eligibility.test(frame) : true;
      return {
        subject,
        frame,
        eligible,
        passed: eligible === true ? (rule.conditions ? rule.conditions.test(frame) : true) : eligible,
      };
    },
  );
  const passed = verdicts.filter((verdict) => verdict.passed === true);
  const places = rule.ranking && rankSubjects(rule, passed, moment, sources);

  const context = { rule, period, window, ruleSet, sources, usage, frameOf };
  const order = places ? [...places.values()].map((place) => place.item) : passed;
  const granted = new Map<Subject, Grant>();
  for (const { subject, frame } of order) {
    granted.set(subject, grant(context, subject, frame, places?.get(subject)));
  }

  return verdicts.map((verdict) => {
    const place = places?.get(verdict.subject);
    return {
      ...verdict,
      place: place && {
        rank: place.rank,
        shared: place.shared,
        of: place.of,
        top: rule.rule.ranking?.top ?? 0,
      },
      outcomes: granted.get(verdict.subject)?.outcomes ?? [],
      limits: granted.get(verdict.subject)?.limits ?? [],
    };
  });
};

type Passed = Readonly<{ subject: Subject; frame: Frame }>;
type Placed = Ranked<Passed>;

const rankSubjects = (
  rule: CompiledRule,
  passed: readonly Passed[],
  moment: AwardWindow['moment'],
  sources: FactSources,
): Map<Subject, Placed> => {
  const { ranking } = rule.rule;
  if (!ranking || !rule.ranking) return new Map();
  const { by, facts } = rule.ranking;
  const contestants = passed.flatMap((item) => {
    const value = by.evaluate({ frame: item.frame });
    const scope = scopeKey(ranking.scope, item.subject, moment, sources.population);
    if (value === undefined || scope === undefined) return [];
    const lastAt = lastCounted(facts, sources, { subject: item.subject, moment });
    return [{ item, scope, code: placeOf(item.subject), value, lastAt }];
  });
  const placed = new Map<Subject, Placed>();
  for (const group of Map.groupBy(contestants, ({ scope }) => scope).values()) {
    for (const each of rank(group, ranking.order, ranking.ties)) placed.set(each.item.subject, each);
  }
  return placed;
};

type Context = Readonly<{
  rule: CompiledRule;
  period: Period;
  window: AwardWindow;
  ruleSet: RuleSet;
  sources: FactSources;
  usage: UsageBook;
  frameOf(subject: Subject): Frame;
}>;

type Grant = Pick<CloseVerdict, 'outcomes' | 'limits'>;

const grant = (context: Context, subject: Subject, frame: Frame, place: Placed | undefined): Grant => {
  const { rule, period, window, ruleSet, sources, usage } = context;
  const top = rule.rule.ranking?.top;
  if (top !== undefined && (!place || place.rank > top)) return { outcomes: [], limits: [] };
  const { calendar } = ruleSet.documents.plan;
  const lastDay = addDays(period.to, -1);
  const time = periodBounds(calendar, period).endsAt - 1;
  const members = rule.members && membersPaid(context, subject);
  const sharers: readonly Sharer[] =
    members?.map(({ rep, frame }) => ({ code: placeOf(rep), member: rep.code, frame })) ?? [];
  const scope: LineScope = {
    frame,
    place,
    placeGroup: place?.group.map((each) => placeOf(each.subject)) ?? [],
    splitPlaces: rule.rule.ranking?.ties === 'split',
    code: placeOf(subject),
    sharers,
  };
  const recipients: readonly Subject[] = members ? members.map(({ rep }) => rep) : [subject];
  const limits: LimitNote[] = [];
  const outcomes = recipients.flatMap((recipient, index) =>
    reachedSteps(rule, scope, index).flatMap((reached) => {
      const team =
        recipient.kind === 'team' ? recipient.id : sources.population.teamOf(recipient.id, lastDay);
      const candidate = {
        recipient: recipient.id,
        team,
        outlet: undefined,
        product: undefined,
        day: lastDay,
        lines: reached.lines,
        frame,
      };
      const { lines, notes } = applyLimits(rule, candidate, usage, ruleSet.documents);
      if (lines.length === 0) {
        limits.push(...notes);
        return [];
      }
      recordUsage(rule, { ...candidate, lines }, usage, ruleSet.documents);
      const outcome: Outcome = {
        rule: rule.rule.code,
        ruleVersion: rule.version,
        subjectKind: subject.kind,
        subject: subject.id,
        recipient: recipient.id,
        window: window.label,
        windowUnit: rule.window,
        payPeriod: window.payPeriod,
        evidenceKey: reached.step.code,
        time,
        day: lastDay,
        evidence: [],
        lines,
        trace: traceOf(
          rule,
          frame,
          reached,
          place && { rank: place.rank, shared: place.shared, of: place.of },
          notes,
        ),
      };
      sources.awards.add(outcome);
      return [outcome];
    }),
  );
  return { outcomes, limits };
};

const membersPaid = (
  { rule, period, sources, frameOf }: Context,
  team: Subject,
): { rep: Rep; frame: Frame }[] =>
  sources.population
    .membersOf(team.id, addDays(period.to, -1))
    .map((rep) => ({ rep, frame: frameOf(rep) }))
    .filter(({ frame }) => !rule.members?.where || rule.members.where.test(frame) === true);
