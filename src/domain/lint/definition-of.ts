import type { Condition } from '../../../schemas/condition.ts';
import type { Compiler } from '../rules/compiler.ts';

/** The named condition; the compiler has refused names that are not there and those that refer to themselves. */
export const definitionOf = (name: string, { definitions }: Compiler): Condition | undefined =>
  Object.hasOwn(definitions, name) ? definitions[name] : undefined;
