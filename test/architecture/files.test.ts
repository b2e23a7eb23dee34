import { describe, expect, it } from 'vitest';
import { repositoryFiles, textOf } from './source-tree.ts';

const LONGEST = 300;
const LONGEST_MEDIAN = 120;

const files = repositoryFiles();
const sources = files.filter((path) => /^src\/.*\.(tsx?|css)$/.test(path));

describe('the size of the source files', () => {
  const sizes = sources
    .map((path) => ({ path, lines: lineCount(textOf(path) ?? '') }))
    .sort((a, b) => a.lines - b.lines);

  it(`is at most ${LONGEST} lines each`, () => {
    const long = sizes
      .filter(({ lines }) => lines > LONGEST)
      .map(({ path, lines }) => `${path} has ${lines} lines`);
    expect(long).toEqual([]);
  });

  it(`is at most ${LONGEST_MEDIAN} lines in the median`, () => {
    const { lines = 0 } = sizes[Math.floor(sizes.length / 2)] ?? {};
    expect(lines).toBeGreaterThan(0);
    expect(lines).toBeLessThanOrEqual(LONGEST_MEDIAN);
  });
});

describe('file names', () => {
  const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)+$/;

  it('are kebab-case', () => {
    const code = files.filter((path) => /^(src|schemas|scripts|test)\/.*\.(tsx?|css|mjs)$/.test(path));
    expect(code.filter((path) => !path.split('/').slice(1).every(isKebab))).toEqual([]);
  });

  it('say what is inside', () => {
    const vague = /(^|\/|-)(utils?|helpers?|managers?|misc|impl)(\.|-|\/)/;
    expect(sources.filter((path) => vague.test(path))).toEqual([]);
  });

  const isKebab = (part: string, index: number, parts: readonly string[]): boolean =>
    kebab.test(index === parts.length - 1 ? part : `${part}.folder`);
});

describe('the repository', () => {
  it('names no download host in the lock file, so that any registry serves an install', () => {
    const lines = (textOf('package-lock.json') ?? '').split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.filter((line) => /"resolved":\s*"[^"]*:\/\//.test(line)).slice(0, 5)).toEqual([]);
  });

  it('names no folder of the machine it was written on', () => {
    const machinePath = /(?<![\w.~*-])\/(work|root|home)\//;
    const found = files
      .filter((path) => path !== 'test/architecture/files.test.ts')
      .flatMap((path) =>
        (textOf(path) ?? '')
          .split('\n')
          .flatMap((line, index) =>
            machinePath.test(line) ? [`${path}:${index + 1} ${line.trim().slice(0, 120)}`] : [],
          ),
      );
    expect(found).toEqual([]);
  });

  it('leaves no test switched off and none switched on alone', () => {
    const found = files
      .filter((path) => /\.test\.tsx?$/.test(path))
      .filter((path) => /\b(it|test|describe)\.(skip|only|todo)\b/.test(textOf(path) ?? ''));
    expect(found.filter((path) => path !== 'test/architecture/files.test.ts')).toEqual([]);
  });
});

function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
