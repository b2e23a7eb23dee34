import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';
import { objectsIn } from './written-objects.ts';

/** Finds named conditions that nothing the rule does depends on; being named by another unused one does not count. */
export const checkUnusedDefinition = ({ document, rule }: LintedRule): Finding[] => {
  const { definitions, ...used } = rule;
  const reached = new Set<string>();
  const reach = (part: unknown): void => {
    for (const name of namesIn(part)) {
      if (reached.has(name)) continue;
      reached.add(name);
      reach(definitions[name]);
    }
  };
  reach(used);
  return Object.keys(definitions)
    .filter((name) => !reached.has(name))
    .map((name) =>
      finding(
        'unused-definition',
        { document, path: ['definitions', name] },
        { zh: `“${name}”定义了，可没有地方用到。`, en: `“${name}” is defined and nothing uses it.` },
        { zh: '删掉它，或者在条件里用上。', en: 'Remove it, or use it in a condition.' },
      ),
    );
};

const namesIn = (part: unknown): string[] =>
  objectsIn(part).flatMap(({ object }) => (typeof object.condition === 'string' ? [object.condition] : []));
