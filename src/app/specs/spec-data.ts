import type { SpecGiven } from '../../../schemas/rule-specs.ts';
import type { ParsedActivity } from '../../domain/activities/activity.ts';
import { parseActivity } from '../../domain/activities/parse-activity.ts';
import type { PlanDocuments } from '../../domain/facts/environment.ts';
import { LaurelError } from '../errors.ts';
import type { ImportedData } from '../tabular/imported-data.ts';
import { parseOutlet, parseProduct, parseRep, type RecordParser } from '../tabular/parse-master-data.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The facts of a spec case as an import: reps and teams that are only mentioned exist, codes stand for names. */
export const specData = (background: SpecGiven, given: SpecGiven, documents: PlanDocuments): ImportedData => {
  const both = <Key extends keyof SpecGiven>(key: Key) =>
    [...(background[key] ?? []), ...(given[key] ?? [])] as NonNullable<SpecGiven[Key]>;
  const activities = both('activities').flatMap((each, index) => activitiesOf(each, index, documents));
  const listed = both('reps');
  const mentioned = new Set(activities.map((activity) => activity.subject));
  for (const { subject, subjectKind } of both('targets')) if (subjectKind === 'rep') mentioned.add(subject);
  for (const { manager } of both('teams')) if (manager) mentioned.add(manager);
  for (const rep of listed) mentioned.delete(rep.code);
  const reps: readonly Fields[] = [...listed, ...[...mentioned].map((code) => ({ code }))];
  const teams = new Map(both('teams').map((team) => [team.code, team]));
  const named = new Set([
    ...teams.keys(),
    ...[...teams.values()].flatMap((team) => team.parent ?? []),
    ...reps.flatMap((rep) => (typeof rep.team === 'string' ? [rep.team] : [])),
  ]);
  const { timeZone } = documents.plan.calendar;
  return {
    teams: [...named].map((code) => {
      const { parent, manager } = teams.get(code) ?? {};
      return { code, name: code, ...(parent && { parent }), ...(manager && { manager }) };
    }),
    reps: reps.map((rep) => record(parseRep, rep, timeZone)),
    memberships: [],
    outlets: both('outlets').map((outlet) => record(parseOutlet, outlet, timeZone)),
    products: both('products').map((product) => record(parseProduct, product, timeZone)),
    targets: both('targets'),
    activities: activities.map((activity, index) => ({
      activity,
      file: 'specs',
      row: index + 1,
      raw: '',
      columnOf: (pointer) => pointer,
    })),
    rejects: [],
    companions: [],
    inputs: [],
    headings: new Map(),
  };
};

const record = <Value>(parse: RecordParser<Value>, fields: Fields, timeZone: string): Value => {
  const texts = new Map(
    Object.entries({ name: fields.code, ...fields }).map(([name, value]) => [name, String(value ?? '')]),
  );
  const parsed = parse(texts, timeZone);
  if ('value' in parsed) return parsed.value;
  throw new LaurelError(
    'invalid',
    parsed.faults.map((fault) => `${fault.field}: ${fault.message}`).join(' '),
  );
};

type SpecActivity = NonNullable<SpecGiven['activities']>[number];

/** An activity as written flat in a case; without a type it is of the plan's first, without an id it gets one. */
const activitiesOf = (each: SpecActivity, index: number, documents: PlanDocuments): ParsedActivity[] => {
  const { rep, time, type, id, times = 1, source, data: nested, ...flat } = each as SpecActivity & Fields;
  const [firstType] = documents.activityTypes.keys();
  return Array.from({ length: times }, (_, copy) => {
    const parsed = parseActivity(
      {
        id: `${String(id ?? `spec-${index + 1}`)}${times > 1 ? `-${copy + 1}` : ''}`,
        source: typeof source === 'string' ? source : 'spec',
        type: String(type ?? firstType),
        time: String(time),
        subject: rep,
        data: { ...flat, ...(typeof nested === 'object' ? nested : {}) } as Fields,
      },
      {
        types: documents.activityTypes,
        timeZone: documents.plan.calendar.timeZone,
        currency: documents.plan.currency,
      },
    );
    if ('activity' in parsed) return parsed.activity;
    throw new LaurelError(
      'invalid',
      `activity ${index + 1}: ${parsed.faults.map((fault) => `${fault.field}: ${fault.message}`).join(' ')}`,
    );
  });
};
