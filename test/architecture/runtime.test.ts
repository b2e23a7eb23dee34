import { describe, expect, it } from 'vitest';
import { modulesUnder } from './source-tree.ts';

/** What exists on Node only, or would make a Worker too large. */
const isOfNode = (name: string): boolean =>
  /^node:(fs|child_process|os|path|url|worker_threads)\b/.test(name) || name.startsWith('@electric-sql/');

const modules = new Map(modulesUnder('src/', 'schemas/').map((module) => [module.path, module]));

/** What a file brings with it when the program runs: files and packages, its own and those of what it imports. */
const broughtBy = (start: string): Readonly<{ files: Set<string>; packages: Set<string> }> => {
  const files = new Set([start]);
  const packages = new Set<string>();
  for (const file of files) {
    for (const { target, package: name, typeOnly } of modules.get(file)?.imports ?? []) {
      if (typeOnly) continue;
      if (target !== undefined) files.add(target);
      if (name !== undefined) packages.add(name);
    }
  }
  return { files, packages };
};

const packagesFrom = (start: string): Set<string> => broughtBy(start).packages;

describe('what a Worker runs', () => {
  it('connects to a server without files or the embedded database', () => {
    const packages = packagesFrom('src/storage/server.ts');
    expect(packages).toContain('postgres');
    expect([...packages].filter(isOfNode)).toEqual([]);
  });

  it('has use-cases that need no file system', () => {
    const faults = [...modules.keys()]
      .filter((path) => path.startsWith('src/app/'))
      .flatMap((path) => [...packagesFrom(path)].filter(isOfNode).map((name) => `${path} brings ${name}`));
    expect(faults).toEqual([]);
  });

  it('builds no schema of what it answers', () => {
    const { files } = broughtBy('src/worker.ts');
    expect(files).toContain('src/http/create-app.ts');
    expect([...files]).not.toContain('src/http/answers.ts');
    expect([...broughtBy('src/http/openapi-document.ts').files]).toContain('src/http/answers.ts');
  });

  it('is told from what only Node runs', () => {
    expect([...packagesFrom('src/storage/open-database.ts')].filter(isOfNode).sort()).toEqual([
      '@electric-sql/pglite',
      'node:fs/promises',
      'node:path',
      'node:url',
    ]);
  });
});
