import { cpus } from 'node:os';

/** The computer and the Node a figure was seen on. */
export type Machine = Readonly<{ node: string; cpu: string; cores: number; platform: string }>;

export const thisMachine = (): Machine => ({
  node: process.version,
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  platform: `${process.platform}-${process.arch}`,
});

/** How long a benchmark may take: `quick` is for the test of the runner, its figures mean nothing. */
export type Effort = 'full' | 'quick';

/** A figure, or several under one name; numbers only, so that other programs can hold them against goals. */
export type Figures = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

export type Result = Readonly<{
  figures: Figures;
  /** What each round measured, as it was measured; the figures are medians over them. */
  rounds: readonly unknown[];
  /** Sizes, settings and side figures without which the figures cannot be judged. */
  details: Readonly<Record<string, unknown>>;
}>;

export type Benchmark = Readonly<{
  name: string;
  /** What is run, against what, and of which size, in one line. */
  runs: string;
  /** Measures; `say` takes lines about the progress. Throws MissingComponent when something is not installed. */
  run(effort: Effort, say: (line: string) => void): Promise<Result>;
}>;

/** Thrown when a benchmark needs what is not installed. */
export class MissingComponent extends Error {
  constructor(component: string, install: string, cause: unknown) {
    super(`${component} is missing. Install it with: ${install}`, { cause });
    this.name = 'MissingComponent';
  }
}

/** Loads what a benchmark compares with, or says what is missing and how to install it. */
export const component = async <Module>(
  name: string,
  install: string,
  load: () => Promise<Module>,
): Promise<Module> => {
  try {
    return await load();
  } catch (cause) {
    throw new MissingComponent(name, install, cause);
  }
};
