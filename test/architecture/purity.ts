import { isNode, lineAt, type Module, type Node, visit } from './parse-module.ts';

/** What the domain may import from packages; undefined stands for every name. */
const DOMAIN_PACKAGES: Readonly<Record<string, readonly string[] | undefined>> = {
  zod: undefined,
  'big.js': undefined,
  luxon: undefined,
  'node:crypto': ['createHash', 'hash', 'hkdfSync'],
};

/** Names that reach outside of the program, or the clock, or chance, or the compiler. */
const IMPURE_NAMES = new Set(
  (
    'process fetch setTimeout setInterval setImmediate queueMicrotask console eval Function performance crypto ' +
    'globalThis require'
  ).split(' '),
);

const IMPURE_MEMBERS = new Set(['Date.now', 'Math.random', 'DateTime.now']);

/** Calls that read the clock when they are made without an argument. */
const CLOCKS_WITHOUT_ARGUMENTS = new Set(['new Date', 'DateTime.local', 'DateTime.utc']);

/** Packages, names and calls in a file of the domain by which its result could depend on more than its arguments. */
export const impurities = (module: Module): readonly string[] => {
  const faults: string[] = [];
  for (const { package: name, names, line, typeOnly } of module.imports) {
    if (name === undefined || (name === 'json-rules-engine' && isReference(module.path))) continue;
    const allowed = DOMAIN_PACKAGES[name];
    if (!(name in DOMAIN_PACKAGES)) faults.push(`${module.path}:${line} imports ${name}.`);
    else if (allowed && !typeOnly) {
      for (const one of names) {
        if (!allowed.includes(one)) faults.push(`${module.path}:${line} imports ${one} of ${name}.`);
      }
    }
  }
  visit(module.program, (node, parent, key) => {
    const what = impurityOf(node, parent, key);
    if (what) faults.push(`${module.path}:${lineAt(module.text, node.start)} uses ${what}.`);
  });
  return faults;
};

/** The slow engine that fuzzing compares ours with is the only other reader of rules. */
const isReference = (path: string): boolean => /^src\/domain\/conditions\/reference[^/]*\.ts$/.test(path);

const impurityOf = (node: Node, parent: Node | undefined, key: string): string | undefined => {
  switch (node.type) {
    case 'ImportExpression':
      return 'import()';
    case 'Identifier':
      return isReferenceTo(node, parent, key) && IMPURE_NAMES.has(String(node.name))
        ? String(node.name)
        : undefined;
    case 'MemberExpression': {
      const path = pathOf(node);
      return path !== undefined && IMPURE_MEMBERS.has(path) ? path : undefined;
    }
    case 'NewExpression':
    case 'CallExpression':
      return clockOf(node);
    case 'VariableDeclarator': {
      // const { now } = Date would carry the clock away under another name.
      const from =
        isNode(node.init) && isNode(node.id) && node.id.type === 'ObjectPattern' ? pathOf(node.init) : '';
      return from === 'Date' || from === 'Math' ? `parts of ${from}` : undefined;
    }
    default:
      return undefined;
  }
};

const clockOf = (node: Node): string | undefined => {
  const callee = isNode(node.callee) ? pathOf(node.callee) : undefined;
  if (callee === undefined) return undefined;
  if (node.type === 'CallExpression' && callee === 'Date') return 'Date()';
  const name = node.type === 'NewExpression' ? `new ${callee}` : callee;
  const empty = Array.isArray(node.arguments) && node.arguments.length === 0;
  return empty && CLOCKS_WITHOUT_ARGUMENTS.has(name) ? `${name}() without arguments` : undefined;
};

/** `a` or `a.b`, also when written `a['b']`. */
const pathOf = (node: Node): string | undefined => {
  if (node.type === 'Identifier') return String(node.name);
  if (node.type !== 'MemberExpression' || !isNode(node.object) || !isNode(node.property)) return undefined;
  const object = pathOf(node.object);
  const { property } = node;
  if (object === undefined) return undefined;
  if (!node.computed) return `${object}.${String(property.name)}`;
  return property.type === 'Literal' ? `${object}.${String(property.value)}` : undefined;
};

/** Whether an identifier stands for a value, and is not the name of a property, a type, an import or a label. */
const isReferenceTo = (node: Node, parent: Node | undefined, key: string): boolean => {
  if (!parent) return false;
  if (
    /^(TSTypeReference|TSQualifiedName|ImportSpecifier|ExportSpecifier|LabeledStatement)$/.test(parent.type)
  ) {
    return false;
  }
  if (parent.computed === true || parent.shorthand === true) return true;
  return (
    !(key === 'property' && parent.type === 'MemberExpression') && !(key === 'key' && node !== parent.value)
  );
};

/** Places where a file steps out of the type system, or uses syntax that cannot be erased. */
export const typeEscapes = (module: Module): readonly string[] => {
  const at = (offset: number) => `${module.path}:${lineAt(module.text, offset)}`;
  const faults = module.comments.flatMap(({ value, start }) => {
    const found = /@ts-(ignore|expect-error|nocheck)/.exec(value);
    return found ? [`${at(start)} has ${found[0]}.`] : [];
  });
  visit(module.program, (node) => {
    const what = escapeOf(node);
    if (what) faults.push(`${at(node.start)} has ${what}.`);
  });
  return faults;
};

const escapeOf = (node: Node): string | undefined => {
  if (node.type === 'TSAnyKeyword') return 'any';
  if (node.type === 'TSNonNullExpression' || node.definite === true) return 'a non-null !';
  return node.type === 'TSEnumDeclaration' ? 'an enum' : undefined;
};

/** Uses of `process.env`, which only an entry point may read. */
export const environmentReads = (module: Module): readonly string[] => {
  const faults: string[] = [];
  visit(module.program, (node) => {
    if (node.type === 'MemberExpression' && pathOf(node) === 'process.env') {
      faults.push(`${module.path}:${lineAt(module.text, node.start)} reads the environment.`);
    }
  });
  return faults;
};
