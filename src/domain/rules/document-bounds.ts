import { pointer } from '../pointer.ts';
import type { CompileProblem } from './compile-problem.ts';

/** Far above what a person writes, and low enough that nothing which recurses over a document runs out of stack. */
export const DOCUMENT_LIMITS = { depth: 64, nodes: 100_000 } as const;

const RESERVED = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * What is wrong with a JSON document before any schema looks at it: too deep, too large, with a key that JavaScript
 * reserves, or with a text that no database keeps. Does not recurse, and stops at the first fault.
 */
export const documentFault = (document: unknown): CompileProblem | undefined => {
  const open: { value: unknown; path: readonly (string | number)[] }[] = [{ value: document, path: [] }];
  let nodes = 0;
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, path } = next;
    nodes += 1;
    if (nodes > DOCUMENT_LIMITS.nodes) {
      return {
        pointer: '',
        message: `The document has more than ${DOCUMENT_LIMITS.nodes} values; split it.`,
      };
    }
    if (typeof value === 'string' && !isKept(value))
      return { pointer: pointer(path), message: 'This text holds U+0000 or half a character.' };
    if (typeof value !== 'object' || value === null) continue;
    if (path.length >= DOCUMENT_LIMITS.depth) {
      return {
        pointer: pointer(path.slice(0, 8)),
        message: `This is nested more than ${DOCUMENT_LIMITS.depth} levels deep.`,
      };
    }
    for (const key of Object.keys(value)) {
      if (RESERVED.has(key))
        return { pointer: pointer([...path, key]), message: `“${key}” is a reserved name.` };
      if (!isKept(key))
        return { pointer: pointer(path), message: 'A name holds U+0000 or half a character.' };
      open.push({ value: Reflect.get(value, key), path: [...path, key] });
    }
  }
  return undefined;
};

const isKept = (text: string): boolean => !/[\0\p{Cs}]/u.test(text);
