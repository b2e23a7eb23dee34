import { describe, expect, it } from 'vitest';
import { importCycles, layerViolations } from './layers.ts';
import { parseModule } from './parse-module.ts';
import { modulesUnder } from './source-tree.ts';

describe('the source tree', () => {
  const modules = modulesUnder('src/', 'schemas/');

  it('is found', () => expect(modules.length).toBeGreaterThan(100));
  it('imports one way, from entry points down to schemas', () =>
    expect(layerViolations(modules)).toEqual([]));
  it('has no cycle of imports that exist at run time', () => expect(importCycles(modules)).toEqual([]));
});

describe('layerViolations', () => {
  const faults = (path: string, text: string) => layerViolations([parseModule(path, text)]);

  it.each([
    ['src/domain/a.ts', `import { b } from '../storage/b.ts';`, 'domain stands below storage'],
    ['src/domain/a.ts', `import type { B } from '../app/b.ts';`, 'domain stands below app'],
    ['src/domain/a.ts', `export * from '../app/b.ts';`, 'domain stands below app'],
    ['src/storage/a.ts', `const b = await import('../http/b.ts');`, 'storage stands below http'],
    ['src/app/a.ts', `type B = import('../cli.ts').B;`, 'app stands below entry'],
    ['src/app/a.ts', `import plan from '../../rules/plan.json';`, 'app cannot import a file of no layer'],
    ['src/app/a.ts', `import { b } from '../ui/b.tsx';`, 'app cannot import a file of no layer'],
    ['src/http/a.ts', `import { eq } from 'drizzle-orm';`, 'http never talks to the database itself'],
    [
      'src/http/a.ts',
      `import { pgTable } from 'drizzle-orm/pg-core';`,
      'http never talks to the database itself',
    ],
    ['schemas/a.ts', `import Big from 'big.js';`, 'schemas import zod and each other only'],
    ['schemas/a.ts', `import { b } from '../src/domain/b.ts';`, 'schemas stands below domain'],
    ['src/ui/a.tsx', `import { client } from '../http/client.ts';`, 'types of the http client only'],
    ['src/ui/a.tsx', `import type { B } from '../domain/b.ts';`, 'types of the http client only'],
    ['src/ui/a.tsx', `import { readFile } from 'node:fs';`, 'the web app runs in a browser'],
    ['src/helpers/a.ts', `export const a = 1;`, 'belongs to no layer'],
  ])('refuses in %s: %s', (path, text, fault) => {
    expect(faults(path, text)).toEqual([expect.stringContaining(fault)]);
  });

  it.each([
    [
      'src/app/a.ts',
      `import { b } from '../domain/b.ts'; import { z } from 'zod'; import { c } from './c.ts';`,
    ],
    [
      'src/ui/a.tsx',
      `import type { Client } from '../http/client.ts'; const a = <b>import x from 'drizzle-orm'</b>;`,
    ],
    ['src/cli/a.ts', `import meta from '../../package.json' with { type: 'json' };`],
    [
      'src/http/a.ts',
      `// import { eq } from 'drizzle-orm';\nexport const text = "import { eq } from 'drizzle-orm'";`,
    ],
  ])('accepts in %s: %s', (path, text) => expect(faults(path, text)).toEqual([]));
});

describe('importCycles', () => {
  const cycles = (files: Readonly<Record<string, string>>) =>
    importCycles(Object.entries(files).map(([path, text]) => parseModule(path, text)));

  it('gives the path of a cycle', () => {
    const files = {
      'src/a.ts': `import './b.ts';`,
      'src/b.ts': `export { c } from './c.ts';`,
      'src/c.ts': `import { type A } from './a.ts';`,
      'src/d.ts': `import './a.ts';`,
    };
    expect(cycles(files)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts']);
  });

  it('finds a file that imports itself', () => {
    expect(cycles({ 'src/a.ts': `import './a.ts';` })).toEqual(['src/a.ts → src/a.ts']);
  });

  it('leaves out imports of types, which are erased', () => {
    const files = {
      'src/a.ts': `import type { B } from './b.ts';`,
      'src/b.ts': `import { a } from './a.ts';`,
    };
    expect(cycles(files)).toEqual([]);
  });
});
