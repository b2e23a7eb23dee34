import type { Amount } from '../../../schemas/amount.ts';
import { factLabel } from '../explain/trace-json.ts';
import { isFactNumber, toDecimal } from '../facts/fact-value.ts';
import { type Decimal, decimal, ZERO } from '../money/decimal.ts';
import type { Compiler } from '../rules/compiler.ts';
import type { AmountProgram, AmountScope, FormulaStep } from './amount-program.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { cap } from './cap.ts';
import { compileBands } from './compile-bands.ts';
import { draw } from './draw.ts';
import { guarantee } from './guarantee.ts';
import { linear } from './linear.ts';
import { perUnit } from './per-unit.ts';

type Path = readonly (string | number)[];
type Parts<Name extends string> = { [Key in Name]: Decimal };

/** Depth to which formulas may nest; far above what a person writes. */
const MAX_DEPTH = 12;

/** Compiles an amount to a closure over frames; faults go to the compiler's problems. */
export const compileAmount = (amount: Amount, compiler: Compiler, path: Path, depth = 0): AmountProgram => {
  if (typeof amount === 'string' || typeof amount === 'number') return constant(decimal(amount));
  if ('fact' in amount) return factAmount(amount, compiler, path);
  if (depth > MAX_DEPTH) {
    compiler.problems.report(path, `Formulas nest at most ${MAX_DEPTH} deep.`);
    return constant(ZERO);
  }

  const part = (inner: Amount, ...step: (string | number)[]) =>
    compileAmount(inner, compiler, [...path, ...step], depth + 1);
  switch (amount.kind) {
    case 'fixed':
      return part(amount.amount, 'amount');
    case 'per-unit': {
      const { rate, of, over, upTo } = amount;
      const parts = {
        rate: part(rate, 'rate'),
        of: part(of, 'of'),
        ...(over !== undefined && { over: part(over, 'over') }),
        ...(upTo !== undefined && { upTo: part(upTo, 'upTo') }),
      };
      return formula('per-unit', parts, (values: Parts<'rate' | 'of'>) => perUnit(values));
    }
    case 'linear': {
      const parts = {
        amount: part(amount.amount, 'amount'),
        of: part(amount.of, 'of'),
        around: part(amount.around, 'around'),
        rate: part(amount.rate, 'rate'),
      };
      return formula('linear', parts, (values: Parts<keyof typeof parts>) => linear(values));
    }
    case 'guarantee': {
      const parts = { earned: part(amount.earned, 'earned'), level: part(amount.level, 'level') };
      return formula('guarantee', parts, (values: Parts<keyof typeof parts>) => guarantee(values));
    }
    case 'draw': {
      const parts = {
        earned: part(amount.earned, 'earned'),
        level: part(amount.level, 'level'),
        outstanding: part(amount.outstanding, 'outstanding'),
      };
      return formula('draw', parts, (values: Parts<keyof typeof parts>) => draw(values));
    }
    case 'cap': {
      const { most, least } = amount;
      const parts = {
        amount: part(amount.amount, 'amount'),
        ...(most !== undefined && { most: part(most, 'most') }),
        ...(least !== undefined && { least: part(least, 'least') }),
      };
      return formula('cap', parts, (values: Parts<'amount'>) => cap(values));
    }
    case 'bands':
      return compileBands(amount, compiler, path, part);
    case 'places':
    case 'pool':
      compiler.problems.report(
        path,
        `“${amount.kind}” shares an amount out and stands alone; it cannot be part of a formula.`,
      );
      return constant(ZERO);
    default: {
      const { kind, of } = amount;
      const parts = of.map((inner, index) => part(inner, 'of', index));
      const named = Object.fromEntries(parts.map((program, index) => [String(index + 1), program]));
      return formula(kind, named, (values) => ARITHMETIC[kind](Object.values(values)));
    }
  }
};

const constant = (value: Decimal): AmountProgram => ({ evaluate: () => value, slots: [] });

const factAmount = (
  ref: Extract<Amount, { fact: string }>,
  compiler: Compiler,
  path: Path,
): AmountProgram => {
  const fact = compiler.resolve(ref, path);
  if (!fact) return constant(ZERO);
  if (fact.type !== 'number') {
    compiler.problems.report(
      [...path, 'fact'],
      `“${fact.name}” is a ${fact.type}; an amount needs a number.`,
    );
  }
  const slot = compiler.slots.slotOf(fact);
  return {
    evaluate: ({ frame, steps }) => {
      const value = frame.read(slot);
      steps?.push({
        formula: 'fact',
        inputs: { [factLabel(fact)]: value },
        result: isFactNumber(value) ? toDecimal(value) : undefined,
      });
      return isFactNumber(value) ? toDecimal(value) : undefined;
    },
    slots: [slot],
  };
};

/** A formula of named parts: evaluates them all, and itself when none is unknown. */
const formula = <Name extends string>(
  name: string,
  parts: Readonly<Record<Name, AmountProgram>>,
  calculate: (values: Parts<Name>) => Decimal | undefined,
): AmountProgram => {
  const entries = Object.entries<AmountProgram>(parts);
  return {
    evaluate: (scope: AmountScope) => {
      const values: Record<string, Decimal> = {};
      let complete = true;
      for (const [key, program] of entries) {
        const value = program.evaluate(scope);
        if (value === undefined) complete = false;
        else values[key] = value;
      }
      const result = complete ? calculate(values as Parts<Name>) : undefined;
      scope.steps?.push({ formula: name, inputs: values, result } satisfies FormulaStep);
      return result;
    },
    slots: entries.flatMap(([, program]) => program.slots),
  };
};
