import type { Figures } from './benchmark.ts';

/** The figures one a line, the values in a column; nested names are joined by a dot. */
export const tableOf = (figures: Figures): string => {
  const lines = Object.entries(figures).flatMap(([name, value]) =>
    typeof value === 'number'
      ? [[name, value] as const]
      : Object.entries(value).map(([part, each]) => [`${name}.${part}`, each] as const),
  );
  const width = Math.max(...lines.map(([name]) => name.length));
  return lines.map(([name, value]) => `  ${name.padEnd(width)}  ${shown(value).padStart(10)}`).join('\n');
};

const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
