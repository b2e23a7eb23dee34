import { missingOf } from '../../domain/explain/missing.ts';
import { conditionToJson } from '../../domain/explain/trace-json.ts';
import type { Asking, FactSources } from '../../domain/facts/fact-reader.ts';
import type { Frame } from '../../domain/facts/resolved-fact.ts';
import type { CompiledRule } from '../../domain/rules/rule-set.ts';
import type { NotGranted } from './explanation.ts';

/** What kept a frame from an award: what failed or was unknown, the first step not reached, the limits that bound. */
export const notGranted = (
  rule: CompiledRule,
  frame: Frame,
  sources: FactSources,
  asking: Asking,
  window: string,
  limits: NotGranted['limits'],
): NotGranted => {
  const eligibility = rule.eligibility?.trace(frame);
  const conditions = rule.conditions?.trace(frame);
  // With a gate still closed only the lowest step matters; with all gates open, the next one.
  const gated =
    eligibility?.result === true || !eligibility ? conditions && conditions.result !== true : true;
  const last = rule.steps.findLastIndex((each) => !each.conditions || each.conditions.test(frame) === true);
  const step = gated && last >= 0 ? undefined : rule.steps[last + 1];
  const stepTrace = step?.conditions?.trace(frame);
  const failed = [eligibility, conditions, stepTrace].flatMap((trace) => trace ?? []);
  return {
    awarded: false,
    window,
    ...(eligibility && { eligibility: conditionToJson(eligibility) }),
    ...(conditions && { conditions: conditionToJson(conditions) }),
    ...(step && stepTrace && { step: { code: step.code, conditions: conditionToJson(stepTrace) } }),
    limits,
    missing: failed.flatMap((trace) => missingOf(trace, sources, asking)),
  };
};
