import type { Import, Module } from './parse-module.ts';

/** The layers from the lowest to the highest; a file may import its own layer and those before it. */
const LAYERS: readonly (readonly [layer: string, files: RegExp])[] = [
  ['schemas', /^schemas\//],
  ['domain', /^src\/domain\//],
  ['storage', /^src\/storage\//],
  ['app', /^src\/app\//],
  ['http', /^src\/http\//],
  ['entry', /^src\/((cli|node)\/.*|(cli|node|worker)\.ts)$/],
];

const rankOf = (path: string): number => LAYERS.findIndex(([, files]) => files.test(path));
const layerOf = (path: string): string | undefined =>
  path.startsWith('src/ui/') ? 'ui' : LAYERS[rankOf(path)]?.[0];

/** The imports that break the order of the layers, as sentences beginning with file and line. */
export const layerViolations = (modules: readonly Module[]): readonly string[] =>
  modules.flatMap((module) => {
    const layer = layerOf(module.path);
    if (!layer) return [`${module.path} belongs to no layer.`];
    return module.imports.flatMap((found) => {
      const fault = layer === 'ui' ? uiFault(found) : faultOf(layer, module.path, found);
      return fault ? [`${module.path}:${found.line} imports ${found.specifier}: ${fault}.`] : [];
    });
  });

const isDrizzle = (name: string | undefined): boolean => name?.startsWith('drizzle') ?? false;

const faultOf = (layer: string, path: string, { target, package: name }: Import): string | undefined => {
  if (target === undefined) {
    if (layer === 'schemas' && name !== 'zod') return 'schemas import zod and each other only';
    return layer === 'http' && isDrizzle(name) ? 'http never talks to the database itself' : undefined;
  }
  const rank = rankOf(target);
  if (rank < 0) {
    // An entry point may bring what lies outside the layers, such as package.json and the built web app.
    return layer === 'entry' && !target.startsWith('src/')
      ? undefined
      : `${layer} cannot import a file of no layer`;
  }
  return rank > rankOf(path) ? `${layer} stands below ${layerOf(target)}` : undefined;
};

const uiFault = ({ target, package: name, typeOnly }: Import): string | undefined => {
  if (target === undefined) {
    return isDrizzle(name) || name?.startsWith('node:') ? 'the web app runs in a browser' : undefined;
  }
  const layer = layerOf(target);
  if (layer === 'ui' || layer === 'schemas') return undefined;
  if (layer === 'http' && typeOnly) return undefined;
  return 'ui imports itself, schemas, and types of the http client only';
};

/**
 * Cycles of imports, each as the path `a → b → a`, one for each knot of files. Only imports that exist at run time
 * count: types that refer to each other are erased and harmless.
 */
export const importCycles = (modules: readonly Module[]): readonly string[] => {
  const next = new Map(
    modules.map(({ path, imports }) => [
      path,
      imports.flatMap(({ target, typeOnly }) => (target === undefined || typeOnly ? [] : [target])),
    ]),
  );
  const reported = new Set<string>();
  const cycles: string[] = [];
  for (const start of [...next.keys()].sort()) {
    const path = reported.has(start) ? undefined : shortestWayBack(start, next);
    if (!path) continue;
    for (const file of path) reported.add(file);
    cycles.push([...path, start].join(' → '));
  }
  return cycles;
};

/** Breadth first, so that the reported cycle through a file is its shortest. */
const shortestWayBack = (
  start: string,
  next: ReadonlyMap<string, readonly string[]>,
): string[] | undefined => {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const file of queue) {
    for (const target of next.get(file) ?? []) {
      if (target === start) {
        const path = [file];
        for (let at = cameFrom.get(file); at !== undefined; at = cameFrom.get(at)) path.unshift(at);
        return path;
      }
      if (cameFrom.has(target)) continue;
      cameFrom.set(target, file);
      queue.push(target);
    }
  }
  return undefined;
};
