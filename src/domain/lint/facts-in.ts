import type { Condition } from '../../../schemas/condition.ts';
import type { ResolvedFact } from '../facts/resolved-fact.ts';
import type { Compiler } from '../rules/compiler.ts';
import { isFactRef } from './constraint.ts';
import { definitionOf } from './definition-of.ts';

/** Every fact a condition reads, on either side of its comparisons. */
export const factsIn = (node: Condition, compiler: Compiler): ResolvedFact[] => {
  if ('all' in node) return node.all.flatMap((child) => factsIn(child, compiler));
  if ('any' in node) return node.any.flatMap((child) => factsIn(child, compiler));
  if ('not' in node) return factsIn(node.not, compiler);
  if ('condition' in node) {
    const definition = definitionOf(node.condition, compiler);
    return definition ? factsIn(definition, compiler) : [];
  }
  const refs = isFactRef(node.value) ? [node, node.value] : [node];
  return refs.flatMap((ref) => compiler.resolve(ref, []) ?? []);
};
