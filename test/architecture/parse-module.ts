import { posix } from 'node:path';
import { parseSync } from 'vite';

/** A node of the ESTree that vite's parser (Oxc) gives for TypeScript. */
export type Node = Readonly<{ type: string; start: number; end: number }> & Readonly<Record<string, unknown>>;

/** One import, re-export, `import()` or `import('…')` type of a file. */
export type Import = Readonly<{
  specifier: string;
  /** The imported file from the root of the repository; undefined for a package. */
  target: string | undefined;
  /** The name of the package, such as `@scope/name` or `node:crypto`; undefined for a file. */
  package: string | undefined;
  /** Erased before the program runs. `import { type A }` is not: the file is still loaded for its side effects. */
  typeOnly: boolean;
  /** The imported names; `*` for everything. */
  names: readonly string[];
  line: number;
}>;

export type Module = Readonly<{
  path: string;
  text: string;
  program: Node;
  comments: readonly Readonly<{ value: string; start: number }>[];
  imports: readonly Import[];
}>;

/** @throws Error naming the file if it does not parse. */
export const parseModule = (path: string, text: string): Module => {
  const result = parseSync(path, text, { lang: path.endsWith('x') ? 'tsx' : 'ts' });
  const [error] = result.errors;
  if (error) throw new Error(`${path} does not parse: ${error.message}`);
  const program: unknown = result.program;
  if (!isNode(program)) throw new Error(`${path} gave no syntax tree.`);
  const imports: Import[] = [];
  visit(program, (node) => {
    const found = importOf(node);
    if (found) imports.push({ ...found, ...placeOf(path, found.specifier), line: lineAt(text, node.start) });
  });
  return { path, text, program, comments: result.comments, imports };
};

/** Calls back for each node of the tree with the node around it and the property it stands in. */
export const visit = (
  node: Node,
  callback: (node: Node, parent: Node | undefined, key: string) => void,
  parent?: Node,
  key = '',
): void => {
  callback(node, parent, key);
  for (const [property, value] of Object.entries(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, callback, node, property);
    }
  }
};

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

const importOf = (node: Node): Pick<Import, 'specifier' | 'typeOnly' | 'names'> | undefined => {
  const source = node.source ?? node.argument;
  const specifier = isNode(source) && source.type === 'Literal' ? source.value : undefined;
  switch (node.type) {
    case 'ImportDeclaration':
      return named(specifier, node.importKind === 'type', node.specifiers, 'imported');
    case 'ExportNamedDeclaration':
      return named(specifier, node.exportKind === 'type', node.specifiers, 'local');
    case 'ExportAllDeclaration':
      return named(specifier, node.exportKind === 'type', undefined, '');
    case 'ImportExpression':
      return named(specifier ?? '(calculated)', false, undefined, '');
    case 'TSImportType':
      return named(specifier, true, undefined, '');
    default:
      return undefined;
  }
};

const named = (specifier: unknown, typeOnly: boolean, specifiers: unknown, key: string) => {
  if (typeof specifier !== 'string') return undefined;
  const names = Array.isArray(specifiers) ? specifiers.map((one) => nameOf(one?.[key])) : ['*'];
  return { specifier, typeOnly, names };
};

/** The name of an identifier; a namespace or default import has none and counts as everything. */
const nameOf = (node: unknown): string => (isNode(node) && typeof node.name === 'string' ? node.name : '*');

const placeOf = (path: string, specifier: string): Pick<Import, 'target' | 'package'> => {
  if (specifier.startsWith('.')) {
    const [file = ''] = specifier.split('?');
    return { target: posix.normalize(posix.join(posix.dirname(path), file)), package: undefined };
  }
  const parts = specifier.split('/');
  const length = specifier.startsWith('@') ? 2 : specifier.startsWith('node:') ? parts.length : 1;
  return { target: undefined, package: parts.slice(0, length).join('/') };
};
