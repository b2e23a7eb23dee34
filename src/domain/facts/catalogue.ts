import type { FactRef, Json } from '../../../schemas/condition.ts';
import { compareText } from '../compare-text.ts';
import type { Compiler } from '../rules/compiler.ts';
import { nearestName } from '../rules/nearest-name.ts';
import { attributeFacts, resolveAttribute } from './attribute-facts.ts';
import { FIGURES } from './figures.ts';
import type { ResolvedFact } from './resolved-fact.ts';

type Path = readonly (string | number)[];

/**
 * Looks a reference up in the catalogue: attributes (`activity.amount`, `rep.league`) and figures (`metric`,
 * `target`, …) with checked parameters. Reports what is wrong with it, and what was probably meant.
 */
export const resolveFact = (ref: FactRef, path: Path, compiler: Compiler): ResolvedFact | undefined => {
  if (ref.path !== undefined) {
    return compiler.problems.report(
      [...path, 'path'],
      `The facts of the catalogue have no parts; remove the path.`,
    );
  }
  if (ref.fact.includes('.')) {
    if (ref.params !== undefined) {
      return compiler.problems.report([...path, 'params'], `“${ref.fact}” takes no parameters.`);
    }
    return resolveAttribute(ref.fact, [...path, 'fact'], compiler);
  }
  const figure = Object.hasOwn(FIGURES, ref.fact) ? FIGURES[ref.fact] : undefined;
  if (!figure) {
    const near = nearestName(ref.fact, [...Object.keys(FIGURES), ...attributeFacts(compiler.context).keys()]);
    return compiler.problems.report([...path, 'fact'], `There is no fact called “${ref.fact}”.`, near);
  }
  if (compiler.context.activityOnly) {
    return compiler.problems.report(
      [...path, 'fact'],
      `A metric counts activities by what they say; “${ref.fact}” is itself a figure.`,
    );
  }
  const params = readParams(ref, figure.params, path, compiler);
  const source = params && figure.resolve(params, [...path, 'params'], compiler);
  if (!params || !source) return undefined;
  const level = compiler.context.subject;
  return {
    name: ref.fact,
    type: figure.type,
    level,
    source,
    key: `${level}:${ref.fact}${JSON.stringify(sorted(params))}`,
  };
};

const readParams = (
  ref: FactRef,
  known: Readonly<Record<string, 'required' | 'optional'>>,
  path: Path,
  compiler: Compiler,
): Readonly<Record<string, Json>> | undefined => {
  const params = ref.params ?? {};
  const before = compiler.problems.list.length;
  for (const name of Object.keys(params)) {
    if (!Object.hasOwn(known, name)) {
      compiler.problems.report(
        [...path, 'params', name],
        `“${ref.fact}” has no parameter “${name}”.`,
        nearestName(name, Object.keys(known)),
      );
    }
  }
  for (const [name, need] of Object.entries(known)) {
    if (need === 'required' && !Object.hasOwn(params, name)) {
      compiler.problems.report([...path, 'params'], `“${ref.fact}” needs the parameter “${name}”.`);
    }
  }
  return compiler.problems.list.length === before ? params : undefined;
};

/** Sorts the keys of a JSON value at every depth, so that equal parameters give equal text. */
const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Readonly<Record<string, Json>>);
  return Object.fromEntries(
    entries.sort(([a], [b]) => compareText(a, b)).map(([key, each]) => [key, sorted(each)]),
  );
};
