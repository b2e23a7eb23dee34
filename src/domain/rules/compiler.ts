import type { Condition, FactRef } from '../../../schemas/condition.ts';
import { resolveFact } from '../facts/catalogue.ts';
import type { FactContext } from '../facts/environment.ts';
import type { ResolvedFact, SlotTable } from '../facts/resolved-fact.ts';
import type { CompileProblems } from './compile-problem.ts';

/** What compiling one document needs: whose facts it may name, where slots come from, and where faults go. */
export type Compiler = Readonly<{
  context: FactContext;
  slots: SlotTable;
  problems: CompileProblems;
  definitions: Readonly<Record<string, Condition>>;
  /** The definitions that conditions named so far. */
  named: Set<string>;
  timeZone: string;
  resolve(ref: FactRef, path: readonly (string | number)[]): ResolvedFact | undefined;
  /** The compiler for the members of the team the document is about. */
  members(): Compiler;
}>;

export const createCompiler = (
  context: FactContext,
  slots: SlotTable,
  problems: CompileProblems,
  definitions: Readonly<Record<string, Condition>> = {},
  named = new Set<string>(),
): Compiler => {
  const compiler: Compiler = {
    context,
    slots,
    problems,
    definitions,
    named,
    timeZone: context.documents.plan.calendar.timeZone,
    resolve: (ref, path) => resolveFact(ref, path, compiler),
    members: () => createCompiler({ ...context, subject: 'rep' }, slots, problems, definitions, named),
  };
  return compiler;
};
