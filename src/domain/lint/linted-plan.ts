import type { Condition } from '../../../schemas/condition.ts';
import type { Rule } from '../../../schemas/rule.ts';
import type { FactContext, PlanDocuments } from '../facts/environment.ts';
import { createSlotTable } from '../facts/resolved-fact.ts';
import { CompileProblems } from '../rules/compile-problem.ts';
import { type Compiler, createCompiler } from '../rules/compiler.ts';

/** A rule with the name of its file and a compiler that resolves its facts. */
export type LintedRule = Readonly<{ document: string; rule: Rule; compiler: Compiler }>;

/** A plan as the checks see it. */
export type LintedPlan = Readonly<{ documents: PlanDocuments; rules: readonly LintedRule[] }>;

export const lintedPlan = (documents: PlanDocuments): LintedPlan => ({
  documents,
  rules: documents.rules.map((rule) => ({
    document: `rules/${rule.code}.json`,
    rule,
    compiler: lintCompiler(
      {
        documents,
        subject: rule.subject,
        activityTypes: rule.triggers.flatMap((trigger) => ('activity' in trigger ? [trigger.activity] : [])),
        close: rule.triggers.flatMap((trigger) => ('close' in trigger ? [trigger.close] : []))[0],
        activityOnly: false,
      },
      rule.definitions,
    ),
  })),
});

/** The plan was compiled before, so that what this compiler reports is known already and is dropped. */
export const lintCompiler = (
  context: FactContext,
  definitions: Readonly<Record<string, Condition>> = {},
): Compiler => createCompiler(context, createSlotTable(), new CompileProblems(), definitions);
