import type { z } from 'zod';
import { ActivityTypes } from '../../../schemas/activity-type.ts';
import { Badges } from '../../../schemas/badge.ts';
import { Mapping } from '../../../schemas/mapping.ts';
import { Metrics } from '../../../schemas/metric.ts';
import { Plan } from '../../../schemas/plan.ts';
import { Prizes } from '../../../schemas/prize.ts';
import { Rule } from '../../../schemas/rule.ts';
import { TargetFormulas } from '../../../schemas/target-formula.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { PlanInvalid } from '../../domain/rules/compile-problem.ts';
import { compileRuleSet } from '../../domain/rules/compile-rule-set.ts';
import { documentFault } from '../../domain/rules/document-bounds.ts';
import { nearestName } from '../../domain/rules/nearest-name.ts';
import type { RuleSet } from '../../domain/rules/rule-set.ts';
import { schemaProblems } from '../../domain/rules/schema-problems.ts';
import { LaurelError, type PlacedError } from '../errors.ts';

/**
 * The files of a plan directory by their path within it, as text. A folder other than `rules` that holds JSON
 * files stands there as its name and a slash, with no text, so that a misspelt one is noticed.
 */
export type PlanFiles = ReadonlyMap<string, string>;

/** A plan directory read: its documents, and the rule set they compile to. */
export type ReadPlan = Readonly<{ documents: PlanDocuments; ruleSet: RuleSet }>;

/**
 * Reads and compiles the files of a plan directory.
 * @throws LaurelError `unusable-file` naming for every fault the file, the JSON pointer and what was probably meant.
 */
export const readPlan = (files: PlanFiles): ReadPlan => {
  const errors: PlacedError[] = [];
  const read = <Schema extends z.ZodType>(
    file: string,
    schema: Schema,
    otherwise?: unknown,
  ): z.infer<Schema> | undefined => {
    const text = files.get(file);
    if (text === undefined && otherwise === undefined) {
      errors.push({ file, pointer: '', detail: 'The plan needs this file.' });
      return undefined;
    }
    return text === undefined ? schema.parse(otherwise) : parseDocument(file, text, schema, errors);
  };

  const plan = read('plan.json', Plan);
  const activityTypes = read('activity-types.json', ActivityTypes);
  const metrics = read('metrics.json', Metrics);
  const targets = read('targets.json', TargetFormulas, []);
  const badges = read('badges.json', Badges, []);
  const prizes = read('prizes.json', Prizes, []);
  const mapping = files.has('mapping.json') ? read('mapping.json', Mapping) : undefined;
  const rules = [...files.keys()]
    .filter(isRuleFile)
    .sort()
    .flatMap((file) => read(file, Rule) ?? []);
  errors.push(...strayFiles(files));
  if (errors.length > 0 || !plan || !activityTypes || !metrics || !targets || !badges || !prizes) {
    throw new LaurelError('unusable-file', 'The plan cannot be used.', errors);
  }

  const unique = <T>(file: string, items: readonly T[], keyOf: (item: T) => string): Map<string, T> =>
    byUniqueKey(file, items, keyOf, errors);
  unique('rules', rules, (rule) => rule.code);
  const documents: PlanDocuments = {
    plan,
    activityTypes: unique('activity-types.json', activityTypes, (type) => type.type),
    metrics: unique('metrics.json', metrics, (metric) => metric.code),
    targets,
    badges: unique('badges.json', badges, (badge) => badge.code),
    prizes: unique('prizes.json', prizes, (prize) => prize.code),
    rules,
    mapping,
  };
  if (errors.length > 0) throw new LaurelError('unusable-file', 'The plan cannot be used.', errors);
  return { documents, ruleSet: compile(documents) };
};

const KNOWN_FILES = [
  'plan.json',
  'activity-types.json',
  'metrics.json',
  'targets.json',
  'badges.json',
  'prizes.json',
  'standards.json',
  'mapping.json',
];

const RULES_FOLDER = 'rules/';

/** Files and folders that are not a plan's; of folders only those whose name was meant to be that of the rules. */
const strayFiles = (files: PlanFiles): PlacedError[] =>
  [...files.keys()].flatMap((file) => {
    if (file.startsWith(RULES_FOLDER) || KNOWN_FILES.includes(file)) return [];
    const isFolder = file.endsWith('/');
    const suggestion = nearestName(file, isFolder ? [RULES_FOLDER] : KNOWN_FILES);
    if (isFolder && suggestion === undefined) return [];
    const detail = isFolder ? 'A plan has no such folder.' : 'A plan has no such file.';
    return [{ file, pointer: '', detail, ...(suggestion !== undefined && { suggestion }) }];
  });

/** The items by their key; of equal keys each but the first is a fault. */
const byUniqueKey = <T>(
  file: string,
  items: readonly T[],
  keyOf: (item: T) => string,
  errors: PlacedError[],
): Map<string, T> => {
  const byKey = new Map<string, T>();
  items.forEach((item, index) => {
    const key = keyOf(item);
    if (byKey.has(key))
      errors.push({ file, pointer: `/${index}`, detail: `“${key}” stands here a second time.` });
    byKey.set(key, item);
  });
  return byKey;
};

/** Rule files, without the cases beside them. */
export const isRuleFile = (file: string): boolean =>
  /^rules\/[^/]+\.json$/.test(file) && !file.endsWith('.specs.json');

const compile = (documents: PlanDocuments): RuleSet => {
  try {
    return compileRuleSet(documents);
  } catch (error) {
    if (!(error instanceof PlanInvalid)) throw error;
    throw new LaurelError(
      'unusable-file',
      'The plan cannot be used.',
      error.problems.map(({ document, message, ...rest }) => ({ file: document, detail: message, ...rest })),
    );
  }
};

/** Parses and checks one document; faults are added to `errors`. */
export const parseDocument = <Schema extends z.ZodType>(
  file: string,
  text: string,
  schema: Schema,
  errors: PlacedError[],
): z.infer<Schema> | undefined => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    errors.push({
      file,
      pointer: '',
      detail: `This is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
    });
    return undefined;
  }
  const fault = documentFault(json);
  if (fault) {
    errors.push({ file, pointer: fault.pointer, detail: fault.message });
    return undefined;
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  for (const { message, ...rest } of schemaProblems(schema, json, result.error))
    errors.push({ file, detail: message, ...rest });
  return undefined;
};
