import type { PlanJson } from '../plan/plan-json.ts';

/** The files of a plan besides its rules, by the name of their documents. */
export const PLAN_FILES = {
  plan: 'plan.json',
  activityTypes: 'activity-types.json',
  metrics: 'metrics.json',
  targets: 'targets.json',
  badges: 'badges.json',
  prizes: 'prizes.json',
  mapping: 'mapping.json',
} as const satisfies Readonly<Partial<Record<keyof PlanJson, string>>>;

/** The documents of a plan by the paths of their files, as they were read: proposed again they are the same version. */
export const planAsFiles = ({ rules, ...json }: PlanJson): Record<string, unknown> => {
  const items = <Item>(entries: readonly (readonly [string, Item])[]) => entries.map(([, item]) => item);
  const documents = {
    ...json,
    activityTypes: items(json.activityTypes),
    metrics: items(json.metrics),
    badges: items(json.badges),
    prizes: items(json.prizes),
  };
  const files: Record<string, unknown> = {};
  for (const name of Object.keys(PLAN_FILES) as (keyof typeof PLAN_FILES)[])
    if (documents[name] !== undefined) files[PLAN_FILES[name]] = documents[name];
  for (const rule of rules) files[`rules/${rule.code}.json`] = rule;
  return files;
};
