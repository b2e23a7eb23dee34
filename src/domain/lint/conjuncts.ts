import type { Condition } from '../../../schemas/condition.ts';
import type { Compiler } from '../rules/compiler.ts';
import { definitionOf } from './definition-of.ts';

/**
 * The conditions that must all be true for this one to be: nested lists, named conditions and double negations
 * opened up, and `not any` taken as everything in it failing.
 */
export const conjuncts = (node: Condition, compiler: Compiler, negated = false): readonly Condition[] => {
  if ('not' in node) return conjuncts(node.not, compiler, !negated);
  if ('condition' in node) {
    const definition = definitionOf(node.condition, compiler);
    return definition ? conjuncts(definition, compiler, negated) : [];
  }
  const children = 'all' in node && !negated ? node.all : 'any' in node && negated ? node.any : undefined;
  if (children) return children.flatMap((child) => conjuncts(child, compiler, negated));
  // A list of one says no more than its element.
  const [only, ...others] = 'any' in node ? node.any : 'all' in node ? node.all : [];
  if (only && others.length === 0) return conjuncts(only, compiler, negated);
  return [negated ? { not: node } : node];
};
