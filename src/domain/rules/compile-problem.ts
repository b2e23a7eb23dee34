import { pointer } from '../pointer.ts';

/** A fault in a document, with the JSON pointer of its place and, where one is near, what was probably meant. */
export type CompileProblem = Readonly<{ pointer: string; message: string; suggestion?: string }>;

/** Collects the faults of a document, so that one reading names all of them. */
export class CompileProblems {
  readonly list: CompileProblem[] = [];

  report(path: readonly (string | number)[], message: string, suggestion?: string): undefined {
    const place = pointer(path);
    // A definition is compiled wherever it is named; what is wrong with it is still one fault.
    if (this.list.some((known) => known.pointer === place && known.message === message)) return undefined;
    this.list.push(
      suggestion === undefined ? { pointer: place, message } : { pointer: place, message, suggestion },
    );
    return undefined;
  }
}

/** Thrown by `compileRuleSet` when documents do not fit together. */
export class PlanInvalid extends Error {
  readonly problems: readonly (CompileProblem & { readonly document: string })[];

  constructor(problems: readonly (CompileProblem & { readonly document: string })[]) {
    super(problems.map(({ document, pointer, message }) => `${document}${pointer}: ${message}`).join('\n'));
    this.name = 'PlanInvalid';
    this.problems = problems;
  }
}
