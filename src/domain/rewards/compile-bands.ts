import type { Amount, Band } from '../../../schemas/amount.ts';
import { type Decimal, decimal, ONE, sum, ZERO } from '../money/decimal.ts';
import type { Compiler } from '../rules/compiler.ts';
import type { AmountProgram } from './amount-program.ts';
import { type BandValues, marginalBands, wholeBand } from './bands.ts';

type Path = readonly (string | number)[];
type BandsAmount = Extract<Amount, { kind: 'bands' }>;

/**
 * Compiles bands. Over an attainment they are compiled as bands over the metric itself with thresholds that are
 * multiples of the target: “the part between 100 % and 120 %” is then a part of sales, and exact.
 */
export const compileBands = (
  amount: BandsAmount,
  compiler: Compiler,
  path: Path,
  part: (amount: Amount, ...step: (string | number)[]) => AmountProgram,
): AmountProgram => {
  checkOrder(amount.bands, compiler, path);
  const { on, unit } = measured(amount.on);
  const onProgram = part(on, 'on');
  const unitProgram = unit === undefined ? undefined : part(unit, 'on');
  const baseProgram = amount.base === undefined ? undefined : part(amount.base, 'base');
  if (amount.mode === 'marginal' && amount.base !== undefined) {
    compiler.problems.report(
      [...path, 'base'],
      'Marginal bands pay for the parts of what they measure; a base belongs to whole bands.',
    );
  }
  const bands = amount.bands.map((band, index) => {
    const next = amount.bands[index + 1]?.from;
    const to = band.to ?? next;
    return {
      from: decimal(band.from),
      to: to === undefined ? undefined : decimal(to),
      rate: band.rate === undefined ? undefined : part(band.rate, 'bands', index, 'rate'),
      amount: band.amount === undefined ? undefined : part(band.amount, 'bands', index, 'amount'),
    };
  });
  const pay = amount.mode === 'marginal' ? marginalBands : wholeBand;
  const programs = [
    onProgram,
    unitProgram,
    baseProgram,
    ...bands.flatMap(({ rate, amount }) => [rate, amount]),
  ];

  return {
    evaluate: (scope) => {
      const measure = onProgram.evaluate(scope);
      const scale = unitProgram ? unitProgram.evaluate(scope) : ONE;
      const base = baseProgram?.evaluate(scope);
      const values: BandValues[] = [];
      let complete =
        measure !== undefined && scale?.gt(ZERO) === true && (!baseProgram || base !== undefined);
      for (const band of bands) {
        // What a band that is not reached would pay need not be known.
        if (!measure || !scale || measure.lt(band.from.times(scale))) break;
        const rate = band.rate?.evaluate({ ...scope, steps: undefined });
        const fixed = band.amount?.evaluate({ ...scope, steps: undefined });
        if (rate === undefined && fixed === undefined) complete = false;
        values.push({ from: band.from, to: band.to, rate, amount: fixed });
      }
      if (!complete || measure === undefined || scale === undefined) {
        scope.steps?.push({
          formula: 'bands',
          inputs: { on: measure, unit: scale, base },
          result: undefined,
        });
        return undefined;
      }
      const parts = pay({ on: measure, unit: scale, base, bands: values });
      const result: Decimal = sum(parts.map((part) => part.amount));
      scope.steps?.push({ formula: 'bands', inputs: { on: measure, unit: scale, base }, parts, result });
      return result;
    },
    slots: programs.flatMap((program) => program?.slots ?? []),
  };
};

/** An attainment is measured by its metric, in units of its target. */
const measured = (on: Amount): { on: Amount; unit: Amount | undefined } => {
  if (typeof on !== 'object' || !('fact' in on) || on.fact !== 'attainment') return { on, unit: undefined };
  const { tier, ...rest } = on.params ?? {};
  return {
    on: { fact: 'metric', params: rest, path: on.path },
    unit: { fact: 'target', params: tier === undefined ? rest : { ...rest, tier } },
  };
};

const checkOrder = (bands: readonly Band[], compiler: Compiler, path: Path): void => {
  bands.forEach((band, index) => {
    const from = decimal(band.from);
    const next = bands[index + 1];
    if (band.to !== undefined && decimal(band.to).lte(from)) {
      compiler.problems.report([...path, 'bands', index, 'to'], 'A band ends above where it begins.');
    }
    if (next === undefined) return;
    if (decimal(next.from).lte(from)) {
      compiler.problems.report(
        [...path, 'bands', index + 1, 'from'],
        'Bands are written from the lowest up, without repeating one.',
      );
    } else if (band.to !== undefined && decimal(next.from).lt(decimal(band.to))) {
      compiler.problems.report(
        [...path, 'bands', index + 1, 'from'],
        'This band overlaps the one before it.',
      );
    }
  });
};
