import type { OutcomeLine } from '../awards/outcome.ts';
import type { FormulaStep } from '../rewards/amount-program.ts';
import type { CompiledRule, CompiledStep } from '../rules/rule-set.ts';
import { aboveStep, calculateLines, type LineScope } from './lines.ts';

/** A step that was reached, with what it adds to the step below. */
export type ReachedStep = Readonly<{
  step: CompiledStep;
  lines: readonly OutcomeLine[];
  amounts: readonly Readonly<{ index: number; steps: readonly FormulaStep[] }>[];
}>;

/** The steps a frame has reached, from the lowest: reaching one includes all below it. */
export const reachedSteps = (rule: CompiledRule, scope: LineScope, recipient: number): ReachedStep[] => {
  const last = rule.steps.findLastIndex(
    ({ conditions }) => !conditions || conditions.test(scope.frame) === true,
  );
  const reached: ReachedStep[] = [];
  let below: readonly OutcomeLine[] = [];
  for (const step of rule.steps.slice(0, last + 1)) {
    const { lines, amounts } = calculateLines(step.rewards, scope, recipient);
    reached.push({ step, lines: aboveStep(lines, below), amounts });
    below = bestOf(below, lines);
  }
  return reached;
};

/** Of each reward line the better amount, so that a step worth less than one below it takes nothing back. */
const bestOf = (below: readonly OutcomeLine[], lines: readonly OutcomeLine[]): readonly OutcomeLine[] => {
  const better = below.filter(
    (line) => !lines.some((each) => each.index === line.index && each.amountMinor > line.amountMinor),
  );
  return [...better, ...lines.filter((line) => !better.some((each) => each.index === line.index))];
};
