import { Amount } from '../../../schemas/amount.ts';
import { DecimalLike } from '../../../schemas/common.ts';
import { Condition, type Json } from '../../../schemas/condition.ts';
import { TargetTier } from '../../../schemas/target.ts';
import { parseWindow, type WindowSpec } from '../calendar/window.ts';
import { compileCondition } from '../conditions/compile-condition.ts';
import { decimal, ZERO } from '../money/decimal.ts';
import { compileAmount } from '../rewards/compile-amount.ts';
import type { Compiler } from '../rules/compiler.ts';
import { nearestName } from '../rules/nearest-name.ts';
import { type FactType, toFactNumber } from './fact-value.ts';
import type { FactSource, MetricScope, TargetSource } from './resolved-fact.ts';

type Params = Readonly<Record<string, Json>>;
type Path = readonly (string | number)[];

/** A figure of the catalogue: its type, its parameters, and how a reference to it is resolved. */
export type Figure = Readonly<{
  type: FactType;
  params: Readonly<Record<string, 'required' | 'optional'>>;
  resolve(params: Params, path: Path, compiler: Compiler): FactSource | undefined;
}>;

const metricName = (params: Params, path: Path, compiler: Compiler): string | undefined => {
  const { metrics } = compiler.context.documents;
  const code = params.metric;
  if (typeof code === 'string' && metrics.has(code)) return code;
  const near = typeof code === 'string' ? nearestName(code, metrics.keys()) : undefined;
  return compiler.problems.report([...path, 'metric'], `There is no metric called “${String(code)}”.`, near);
};

const windowOf = (params: Params, path: Path, compiler: Compiler): WindowSpec | undefined => {
  const { window, ago = 0 } = params;
  if (typeof ago !== 'number' || !Number.isInteger(ago) || ago < 0 || ago > 120) {
    return compiler.problems.report(
      [...path, 'ago'],
      'How many periods back is a whole number from 0 to 120.',
    );
  }
  const parsed = typeof window === 'string' ? parseWindow(window, ago) : undefined;
  if (parsed && ago > 0 && parsed.kind !== 'unit') {
    return compiler.problems.report(
      [...path, 'ago'],
      'Only a day, week, xun, month, quarter or year has periods before it.',
    );
  }
  if (parsed) return parsed;
  return compiler.problems.report(
    [...path, 'window'],
    'A window is day, week, xun, month, quarter, year, lifetime, rolling-n, previous-n or previous-n-month.',
    typeof window === 'string'
      ? nearestName(window, ['day', 'week', 'xun', 'month', 'quarter', 'year', 'lifetime'])
      : undefined,
  );
};

const oneOf = <T extends string>(
  params: Params,
  name: string,
  allowed: readonly T[],
  otherwise: T,
  path: Path,
  compiler: Compiler,
): T | undefined => {
  const value = params[name] ?? otherwise;
  const found = allowed.find((each) => each === value);
  return found ?? compiler.problems.report([...path, name], `“${name}” is one of ${allowed.join(', ')}.`);
};

const targetOf = (params: Params, path: Path, compiler: Compiler): TargetSource | undefined => {
  const metric = metricName(params, path, compiler);
  const window = windowOf(params, path, compiler);
  const tier = oneOf(params, 'tier', TargetTier.options, 'base', path, compiler);
  if (!metric || !window || !tier) return undefined;
  if (window.kind !== 'unit') {
    return compiler.problems.report(
      [...path, 'window'],
      'A target belongs to one period: day, week, xun, month, quarter or year.',
    );
  }
  return { metric, window, tier };
};

const TARGET_PARAMS = { metric: 'required', window: 'required', tier: 'optional', ago: 'optional' } as const;

const attainment = (proportional: boolean): Figure => ({
  type: 'number',
  params: TARGET_PARAMS,
  resolve: (params, path, compiler) => {
    const target = targetOf(params, path, compiler);
    return target && { of: 'attainment', proportional, ...target };
  },
});

/** A figure that is only complete when everybody's activities are in cannot be asked at a single activity. */
const onlyAtClose = (what: string, path: Path, compiler: Compiler): boolean => {
  if (compiler.context.close !== undefined) return true;
  compiler.problems.report(path, `${what} is only known when a period closes; judge this rule at a close.`);
  return false;
};

/** The figures of the catalogue by name. */
export const FIGURES: Readonly<Record<string, Figure>> = {
  metric: {
    type: 'number',
    params: {
      metric: 'required',
      window: 'required',
      ago: 'optional',
      scope: 'optional',
      average: 'optional',
      here: 'optional',
    },
    resolve: (params, path, compiler) => {
      const metric = metricName(params, path, compiler);
      const window = windowOf(params, path, compiler);
      const scope = oneOf<MetricScope>(
        params,
        'scope',
        ['own', 'team', 'managed', 'company'],
        'own',
        path,
        compiler,
      );
      const here = oneOf(params, 'here', ['outlet', 'product', 'anywhere'], 'anywhere', path, compiler);
      if (!metric || !window || !scope || !here) return undefined;
      if (
        scope !== 'own' &&
        !onlyAtClose('A figure of the team or the company', [...path, 'scope'], compiler)
      )
        return undefined;
      if (scope === 'managed' && compiler.context.subject === 'team') {
        return compiler.problems.report(
          [...path, 'scope'],
          'Only a rep manages teams; this rule is about teams.',
        );
      }
      const declared = compiler.context.documents.metrics.get(metric);
      if (here !== 'anywhere') {
        if (compiler.context.activityTypes.length === 0) {
          return compiler.problems.report(
            [...path, 'here'],
            'Only a rule judged at activities knows “this outlet” or “this product”.',
          );
        }
        if (!declared || declared.aggregate === 'ratio' || declared.per !== here) {
          return compiler.problems.report(
            [...path, 'here'],
            `“${metric}” is not kept for each ${here}; give the metric "per": "${here}".`,
          );
        }
      }
      const average = params.average ?? false;
      if (typeof average !== 'boolean' || (average && window.kind !== 'previous')) {
        return compiler.problems.report(
          [...path, 'average'],
          'An average, true or false, is taken over a previous-n window.',
        );
      }
      return { of: 'metric', metric, window, scope, average, here: here === 'anywhere' ? undefined : here };
    },
  },
  target: {
    type: 'number',
    params: TARGET_PARAMS,
    resolve: (params, path, compiler) => {
      const target = targetOf(params, path, compiler);
      return target && { of: 'target', ...target };
    },
  },
  growth: {
    type: 'number',
    params: { metric: 'required', window: 'required', periods: 'optional' },
    resolve: (params, path, compiler) => {
      const metric = metricName(params, path, compiler);
      const window = windowOf(params, path, compiler);
      const { periods = 1 } = params;
      if (!metric || !window) return undefined;
      if (window.kind !== 'unit') {
        return compiler.problems.report(
          [...path, 'window'],
          'Growth is of a day, week, xun, month, quarter or year.',
        );
      }
      if (typeof periods !== 'number' || !Number.isInteger(periods) || periods < 1 || periods > 36) {
        return compiler.problems.report(
          [...path, 'periods'],
          'Growth is against the mean of 1 to 36 periods before.',
        );
      }
      return { of: 'growth', metric, unit: window.unit, periods };
    },
  },
  attainment: attainment(false),
  timeProportionalAttainment: attainment(true),
  rank: {
    type: 'number',
    params: { metric: 'required', window: 'required', ago: 'optional', scope: 'optional' },
    resolve: (params, path, compiler) => {
      if (!onlyAtClose('A rank', path, compiler)) return undefined;
      const metric = metricName(params, path, compiler);
      const window = windowOf(params, path, compiler);
      const scope = oneOf(params, 'scope', ['company', 'team', 'league'], 'company', path, compiler);
      return metric && window && scope ? { of: 'rank', metric, window, scope } : undefined;
    },
  },
  streak: {
    type: 'number',
    params: { metric: 'required', unit: 'required', atLeast: 'required' },
    resolve: (params, path, compiler) => {
      const metric = metricName(params, path, compiler);
      const unit = oneOf(params, 'unit', ['day', 'week', 'month'], 'day', path, compiler);
      const atLeast = params.atLeast;
      if (!metric || !unit) return undefined;
      const level = DecimalLike.safeParse(atLeast);
      if (!level.success || !decimal(level.data).gt(ZERO)) {
        return compiler.problems.report(
          [...path, 'atLeast'],
          'How much each period needs is a number above 0.',
        );
      }
      return { of: 'streak', metric, unit, atLeast: toFactNumber(String(level.data)) };
    },
  },
  awards: {
    type: 'number',
    params: { rule: 'required', window: 'required', ago: 'optional', measure: 'optional' },
    resolve: (params, path, compiler) => {
      const codes = compiler.context.documents.rules.map((rule) => rule.code);
      const window = windowOf(params, path, compiler);
      const measure = oneOf(params, 'measure', ['count', 'cash', 'points'], 'count', path, compiler);
      const rule = codes.find((code) => code === params.rule);
      if (!rule) {
        const near = nearestName(String(params.rule), codes);
        return compiler.problems.report(
          [...path, 'rule'],
          `There is no rule called “${String(params.rule)}”.`,
          near,
        );
      }
      return window && measure ? { of: 'awards', rule, window, measure } : undefined;
    },
  },
  members: {
    type: 'number',
    params: { aggregate: 'required', of: 'optional', where: 'optional' },
    resolve: (params, path, compiler) => {
      if (compiler.context.subject !== 'team') {
        return compiler.problems.report(path, 'Only a rule about teams has members.');
      }
      const aggregate = oneOf(
        params,
        'aggregate',
        ['sum', 'count', 'mean', 'min', 'max'],
        'count',
        path,
        compiler,
      );
      if (!aggregate) return undefined;
      const members = compiler.members();
      const where = params.where === undefined ? undefined : Condition.safeParse(params.where);
      const measure = params.of === undefined ? undefined : Amount.safeParse(params.of);
      if (where && !where.success)
        return compiler.problems.report([...path, 'where'], 'This is not a condition.');
      if (measure && !measure.success)
        return compiler.problems.report([...path, 'of'], 'This is not an amount.');
      if (aggregate !== 'count' && !measure) {
        return compiler.problems.report(path, `The ${aggregate} over the members needs the parameter “of”.`);
      }
      return {
        of: 'members',
        aggregate,
        where: where?.data && compileCondition(where.data, members, [...path, 'where']),
        measure:
          measure?.data === undefined ? undefined : compileAmount(measure.data, members, [...path, 'of']),
      };
    },
  },
};
