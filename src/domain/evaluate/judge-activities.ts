import { type Credit, compareOrder, type EffectiveActivity } from '../activities/stored-activity.ts';
import type { LimitNote, Outcome } from '../awards/outcome.ts';
import type { LocalDate } from '../calendar/local-date.ts';
import { createFrame, type FactSources } from '../facts/fact-reader.ts';
import type { Frame } from '../facts/resolved-fact.ts';
import { applyLimits, recordUsage } from '../limits/apply-limits.ts';
import type { UsageBook } from '../limits/usage.ts';
import type { MetricReader } from '../metrics/metric-reader.ts';
import { placeOf, type Rep } from '../population.ts';
import type { CompiledRule, RuleSet } from '../rules/rule-set.ts';
import { type AwardWindow, awardWindow, isInForce, traceOf } from './judging.ts';
import { type ReachedStep, reachedSteps } from './reached-steps.ts';

/** What a judging may look back on, and what it leaves behind: heads granted, and how far limits are used. */
export type GrantState = Readonly<{ granted: Set<string>; usage: UsageBook }>;

/** Whether a rule is judged for a rep in the window a day lies in; what is not asked for stays as it is. */
export type JudgingScope = (rule: CompiledRule, rep: string, day: LocalDate) => boolean;

/** A rule that was judged at an activity and granted nothing there; what explanations are made from. */
export type ActivityMiss = Readonly<{
  rule: CompiledRule;
  rep: Rep;
  activity: EffectiveActivity;
  frame: Frame;
  window: string;
  limits: readonly LimitNote[];
}>;

/** What is judged, and who wants to hear of what was not granted. */
export type Judging = Readonly<{ inScope: JudgingScope; onMiss?: (miss: ActivityMiss) => void }>;

/** The name of an award head within a judging. */
export const headKey = (rule: string, recipient: string, window: string, evidenceKey: string): string =>
  `${rule}|${recipient}|${window}|${evidenceKey}`;

/**
 * Judges activities in canonical order: at each, the rules its type triggers, for each credited rep, on facts as of
 * that place, inclusive. An award head pays once, where everything is first true. Pure: the same activities, state
 * and facts give the same outcomes.
 */
export const judgeActivities = (
  activities: readonly EffectiveActivity[],
  ruleSet: RuleSet,
  sources: Omit<FactSources, 'metrics'>,
  metricsUpTo: (order: string) => MetricReader,
  state: GrantState,
  judging: Judging,
): Outcome[] => {
  const outcomes: Outcome[] = [];
  const windowOf = windowsInForce(ruleSet);
  for (const activity of [...activities].sort(compareOrder)) {
    const rules = ruleSet.byActivityType.get(activity.type);
    if (!rules) continue;
    const here = { ...sources, metrics: metricsUpTo(activity.order) };
    for (const rule of rules) {
      const window = windowOf(rule, activity.day);
      if (!window) continue;
      for (const credit of activity.credits) {
        const rep = sources.population.reps.get(credit.rep);
        if (rep && judging.inScope(rule, rep.id, activity.day))
          outcomes.push(...judgeOne(rule, window, rep, credit, activity, ruleSet, here, state, judging));
      }
    }
  }
  return outcomes;
};

/** The windows of rules on a day, undefined where a rule is not in force; kept from one activity of a day to the next. */
const windowsInForce = (
  ruleSet: RuleSet,
): ((rule: CompiledRule, day: LocalDate) => AwardWindow | undefined) => {
  let today: LocalDate | undefined;
  const windows = new Map<CompiledRule, AwardWindow | undefined>();
  return (rule, day) => {
    if (day !== today) windows.clear();
    today = day;
    if (!windows.has(rule))
      windows.set(rule, isInForce(rule, day, ruleSet) ? awardWindow(rule, day, ruleSet) : undefined);
    return windows.get(rule);
  };
};

const judgeOne = (
  rule: CompiledRule,
  window: AwardWindow,
  rep: Rep,
  credit: Credit,
  activity: EffectiveActivity,
  ruleSet: RuleSet,
  sources: FactSources,
  state: GrantState,
  { onMiss }: Judging,
): Outcome[] => {
  const key = perKey(rule, activity);
  if (key === undefined) return [];
  const open = rule.steps.some(
    ({ code }) => !state.granted.has(headKey(rule.rule.code, rep.id, window.label, evidenceKey(key, code))),
  );
  if (!open) return [];

  const frame = createFrame(sources, {
    subject: rep,
    moment: window.moment,
    activity,
    share: credit.share,
    own: undefined,
  });
  const miss = (limits: readonly LimitNote[]): Outcome[] => {
    onMiss?.({ rule, rep, activity, frame, window: window.label, limits });
    return [];
  };
  if (rule.eligibility && rule.eligibility.test(frame) !== true) return miss([]);
  if (rule.conditions && rule.conditions.test(frame) !== true) return miss([]);
  const scope = {
    frame,
    place: undefined,
    placeGroup: [],
    splitPlaces: false,
    code: placeOf(rep),
    sharers: [],
  };
  const grant = (reached: ReachedStep): Outcome[] => {
    const head = headKey(rule.rule.code, rep.id, window.label, evidenceKey(key, reached.step.code));
    if (state.granted.has(head)) return [];
    const team = sources.population.teamOf(rep.id, activity.day);
    const { outlet, product, day } = activity;
    const candidate = { recipient: rep.id, team, outlet, product, day, lines: reached.lines, frame };
    const { lines, notes } = applyLimits(rule, candidate, state.usage, ruleSet.documents);
    if (lines.length === 0) return miss(notes);
    recordUsage(rule, { ...candidate, lines }, state.usage, ruleSet.documents);
    state.granted.add(head);
    const outcome: Outcome = {
      rule: rule.rule.code,
      ruleVersion: rule.version,
      subjectKind: 'rep',
      subject: rep.id,
      recipient: rep.id,
      window: window.label,
      windowUnit: rule.window,
      payPeriod: window.payPeriod,
      evidenceKey: evidenceKey(key, reached.step.code),
      time: activity.time,
      day,
      evidence: [activity.id],
      lines,
      trace: traceOf(rule, frame, reached, undefined, notes),
    };
    sources.awards.add(outcome);
    return [outcome];
  };
  const reached = reachedSteps(rule, scope, 0);
  return reached.length === 0 ? miss([]) : reached.flatMap(grant);
};

/** The part of the evidence key that the activity decides; undefined when it lacks what the rule is kept per. */
const perKey = (rule: CompiledRule, activity: EffectiveActivity): string | undefined => {
  const parts = rule.rule.per.map((each) => (each === 'activity' ? activity.id : activity[each]));
  return parts.includes(undefined) ? undefined : parts.join('/');
};

const evidenceKey = (key: string, step: string): string => (key && step ? `${key}/${step}` : key || step);
