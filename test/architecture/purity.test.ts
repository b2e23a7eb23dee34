import { describe, expect, it } from 'vitest';
import { parseModule } from './parse-module.ts';
import { environmentReads, impurities, typeEscapes } from './purity.ts';
import { modulesUnder } from './source-tree.ts';

describe('the source tree', () => {
  const domain = modulesUnder('src/domain/');
  const inner = modulesUnder('src/domain/', 'src/storage/', 'src/app/', 'src/http/', 'src/ui/');

  it('is found', () => expect(domain.length).toBeGreaterThan(50));
  it('has a pure domain', () => expect(domain.flatMap(impurities)).toEqual([]));
  it('does not step out of the type system', () => {
    expect(modulesUnder('src/', 'schemas/').flatMap(typeEscapes)).toEqual([]);
  });
  it('reads the environment in entry points only', () => expect(inner.flatMap(environmentReads)).toEqual([]));
});

describe('impurities', () => {
  const faults = (text: string, path = 'src/domain/a.ts') => impurities(parseModule(path, text));

  it.each([
    ['Date.now()', 'Date.now'],
    [`Date['now']()`, 'Date.now'],
    ['new Date()', 'new Date() without arguments'],
    ['new Date', 'new Date() without arguments'],
    ['Date()', 'Date()'],
    ['const { now } = Date', 'parts of Date'],
    ['DateTime.now()', 'DateTime.now'],
    ['DateTime.utc()', 'DateTime.utc() without arguments'],
    ['[1].map(Math.random)', 'Math.random'],
    ['performance.now()', 'performance'],
    ['process.env.HOME', 'process'],
    ['fetch("x")', 'fetch'],
    ['const send = { fetch }', 'fetch'],
    ['setTimeout(() => 1)', 'setTimeout'],
    ['console.log(1)', 'console'],
    ['[eval("1")]', 'eval'],
    ['new Function("return 1")', 'Function'],
    ['crypto.randomUUID()', 'crypto'],
    ['await import("./a.ts")', 'import()'],
  ])('finds in %s: %s', (text, name) => {
    expect(faults(`/** 说明 */\n${text};`)).toContain(`src/domain/a.ts:2 uses ${name}.`);
  });

  it.each([
    [`import { randomUUID } from 'node:crypto';`, 'randomUUID of node:crypto'],
    [`import hashing from 'node:crypto';`, '* of node:crypto'],
    [`import { readFileSync } from 'node:fs';`, 'node:fs'],
    [`import { Engine } from 'json-rules-engine';`, 'json-rules-engine'],
    [`export { eq } from 'drizzle-orm';`, 'drizzle-orm'],
  ])('finds in %s: %s', (text, name) => expect(faults(text)).toEqual([`src/domain/a.ts:1 imports ${name}.`]));

  it('lets only the reference evaluator use json-rules-engine', () => {
    const text = `import { Engine } from 'json-rules-engine';`;
    expect(faults(text, 'src/domain/conditions/reference-evaluate.ts')).toEqual([]);
    expect(faults(text, 'src/domain/conditions/evaluate.ts')).toHaveLength(1);
  });

  it.each([
    `// Date.now() and Math.random()\nconst text = 'process.env, fetch(), new Date()';`,
    `const day = new Date(0); const at = Date.parse('2017-03-09'); const high = Math.max(1, 2);`,
    `const kinds = { process: 1, fetch: 2 }; const one = kinds.process; type T = { console: Function };`,
    `import { createHash } from 'node:crypto'; import type { Hash } from 'node:crypto'; import { z } from 'zod';`,
    `import { DateTime } from 'luxon'; const t = DateTime.utc(2017, 3);`,
  ])('accepts %s', (text) => expect(faults(text)).toEqual([]));
});

describe('typeEscapes', () => {
  const faults = (text: string) => typeEscapes(parseModule('src/a.ts', text));

  it.each([
    ['const a: any = 1;', 'any'],
    ['const a = b as Record<string, any[]>;', 'any'],
    ['const a = b!.c;', 'a non-null !'],
    ['let a!: string;', 'a non-null !'],
    ['enum A { B }', 'an enum'],
    [`// ${'@ts'}-ignore\nconst a = 1;`, `${'@ts'}-ignore`],
    [`/* ${'@ts'}-expect-error */ const a = 1;`, `${'@ts'}-expect-error`],
  ])('finds in %s: %s', (text, what) => expect(faults(text)).toEqual([`src/a.ts:1 has ${what}.`]));

  it('accepts what only looks alike', () => {
    expect(faults(`const any = 1; const a = !any && any !== 2; const text = 'enum: any!'; // any!`)).toEqual(
      [],
    );
  });
});

describe('environmentReads', () => {
  const faults = (text: string) => environmentReads(parseModule('src/app/a.ts', text));

  it('finds process.env however it is written', () => {
    expect(faults(`const a = process.env.A;\nconst b = process['env'].B;`)).toHaveLength(2);
    expect(faults(`process.kill(process.pid, 0);`)).toEqual([]);
  });
});
