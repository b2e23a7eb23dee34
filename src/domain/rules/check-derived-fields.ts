import type { ActivityType, DerivedField } from '../../../schemas/activity-type.ts';
import { attributeFacts, declaredType } from '../facts/attribute-facts.ts';
import type { PlanDocuments } from '../facts/environment.ts';
import type { FactType } from '../facts/fact-value.ts';
import type { CompileProblems } from './compile-problem.ts';
import { nearestName } from './nearest-name.ts';

/** Checks that what derived fields are made of exists, is of the right type, and leads back to no field itself. */
export const checkDerivedFields = (documents: PlanDocuments, problems: CompileProblems): void => {
  [...documents.activityTypes.values()].forEach((type, index) => {
    const context = {
      documents,
      subject: 'rep',
      activityTypes: [type.type],
      close: undefined,
      activityOnly: true,
    } as const;
    const known = new Map(
      [...attributeFacts(context)].flatMap(([name, entry]) =>
        name.startsWith('activity.') ? [[name.slice(9), entry.type] as const] : [],
      ),
    );
    for (const [name, field] of Object.entries(type.derived)) {
      checkField(name, field, type, known, documents, problems, [index, 'derived', name]);
    }
  });
};

const checkField = (
  name: string,
  field: DerivedField,
  type: ActivityType,
  known: ReadonlyMap<string, FactType>,
  documents: PlanDocuments,
  problems: CompileProblems,
  path: readonly (string | number)[],
): void => {
  if (field.kind === 'lookup') {
    if (declaredType(field.from, field.attribute, documents) === undefined) {
      problems.report(
        [...path, 'attribute'],
        `A ${field.from} has no attribute “${field.attribute}”; declare it in plan.json.`,
      );
    }
    return;
  }
  const days = field.kind === 'days-between';
  const parts = days
    ? [[field.from, 'from'] as const, [field.to, 'to'] as const]
    : field.of.map((part, at) => [part, at] as const);
  for (const [part, at] of parts) {
    const place = days ? [...path, at] : [...path, 'of', at];
    const found = known.get(part);
    if (found === undefined) {
      problems.report(place, `The activity has no field “${part}”.`, nearestName(part, known.keys()));
    } else if (days ? found !== 'date' && found !== 'instant' : found !== 'number') {
      problems.report(
        place,
        `“${part}” is a ${found}; ${days ? 'a date or time' : 'a number'} is needed here.`,
      );
    } else if (leadsTo(part, name, type, new Set())) {
      problems.report(place, `“${name}” is made of itself by way of “${part}”.`);
    }
  }
};

const leadsTo = (from: string, name: string, type: ActivityType, seen: Set<string>): boolean => {
  if (from === name) return true;
  const field = Object.hasOwn(type.derived, from) ? type.derived[from] : undefined;
  if (!field || field.kind === 'lookup' || seen.has(from)) return false;
  seen.add(from);
  const parts = field.kind === 'days-between' ? [field.from, field.to] : field.of;
  return parts.some((part) => leadsTo(part, name, type, seen));
};
