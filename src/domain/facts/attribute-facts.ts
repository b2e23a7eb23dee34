import type { AttributeType, DerivedField } from '../../../schemas/activity-type.ts';
import type { Compiler } from '../rules/compiler.ts';
import { nearestName } from '../rules/nearest-name.ts';
import type { FactContext } from './environment.ts';
import type { FactType } from './fact-value.ts';
import type { FactSource, ResolvedFact } from './resolved-fact.ts';

/** The fact type of a declared attribute. */
export const factTypeOf = (type: AttributeType): FactType => {
  switch (type) {
    case 'decimal':
    case 'integer':
      return 'number';
    default:
      return type;
  }
};

const REP: Readonly<Record<string, FactType>> = {
  code: 'text',
  name: 'text',
  team: 'text',
  role: 'text',
  league: 'text',
  hired_on: 'date',
  left_on: 'date',
  tenure_days: 'number',
  tenure_months: 'number',
  employed: 'boolean',
};
const TEAM: Readonly<Record<string, FactType>> = {
  code: 'text',
  name: 'text',
  parent: 'text',
  size: 'number',
};
const OUTLET: Readonly<Record<string, FactType>> = {
  code: 'text',
  name: 'text',
  class: 'text',
  city_class: 'text',
  route_cycle: 'text',
};
const PRODUCT: Readonly<Record<string, FactType>> = {
  code: 'text',
  name: 'text',
  category: 'text',
  cost: 'number',
  margin: 'number',
  launched_on: 'date',
};
const ACTIVITY: Readonly<Record<string, FactType>> = {
  type: 'text',
  time: 'instant',
  date: 'date',
  outlet: 'text',
  product: 'text',
  amount: 'number',
  quantity: 'number',
};

type Entry = Readonly<{ type: FactType; source: FactSource }>;

/** Every attribute fact a document in this context may name, with its type. */
export const attributeFacts = (context: FactContext): ReadonlyMap<string, Entry> => {
  const facts = new Map<string, Entry>();
  const add = (
    prefix: string,
    types: Readonly<Record<string, FactType>>,
    source: (attribute: string) => FactSource,
  ) => {
    for (const [attribute, type] of Object.entries(types)) {
      facts.set(`${prefix}.${attribute}`, { type, source: source(attribute) });
    }
  };
  const declared = (types: Readonly<Record<string, AttributeType>>) =>
    Object.fromEntries(Object.entries(types).map(([name, type]) => [name, factTypeOf(type)]));
  const { plan } = context.documents;

  const subject = (attribute: string): FactSource => ({ of: 'subject', attribute });
  if (context.subject === 'rep') add('rep', { ...declared(plan.attributes.rep), ...REP }, subject);
  else add('team', TEAM, subject);

  if (context.activityTypes.length > 0) {
    add('activity', activityAttributes(context), (attribute) => ({ of: 'activity', attribute }));
    add('outlet', { ...declared(plan.attributes.outlet), ...OUTLET }, (attribute) => ({
      of: 'outlet',
      attribute,
    }));
    add('product', { ...declared(plan.attributes.product), ...PRODUCT }, (attribute) => ({
      of: 'product',
      attribute,
    }));
  }
  return facts;
};

const activityAttributes = (context: FactContext): Record<string, FactType> => {
  const types: Record<string, FactType> = {};
  for (const code of context.activityTypes) {
    const activityType = context.documents.activityTypes.get(code);
    if (!activityType) continue;
    for (const [name, { type, personal }] of Object.entries(activityType.attributes))
      types[name] = personal ? 'boolean' : factTypeOf(type);
    for (const [name, field] of Object.entries(activityType.derived))
      types[name] = derivedType(field, context);
  }
  return { ...types, ...ACTIVITY };
};

const derivedType = (field: DerivedField, { documents }: FactContext): FactType =>
  field.kind === 'lookup' ? (declaredType(field.from, field.attribute, documents) ?? 'text') : 'number';

const BUILT_IN = { rep: REP, outlet: OUTLET, product: PRODUCT } as const;

/** The type of an attribute of a rep, outlet or product, built in or declared by the plan. */
export const declaredType = (
  of: 'rep' | 'outlet' | 'product',
  attribute: string,
  { plan }: FactContext['documents'],
): FactType | undefined => {
  if (Object.hasOwn(BUILT_IN[of], attribute)) return BUILT_IN[of][attribute];
  const declared = Object.hasOwn(plan.attributes[of], attribute) ? plan.attributes[of][attribute] : undefined;
  return declared && factTypeOf(declared);
};

export const resolveAttribute = (
  name: string,
  path: readonly (string | number)[],
  compiler: Compiler,
): ResolvedFact | undefined => {
  const facts = attributeFacts(compiler.context);
  const entry = facts.get(name);
  if (entry) return { key: name, name, level: compiler.context.subject, ...entry };
  const where =
    compiler.context.activityTypes.length > 0
      ? ''
      : ' here, where a period is closed and no single activity is judged';
  return compiler.problems.report(
    path,
    `There is no fact called “${name}”${where}.`,
    nearestName(name, facts.keys()),
  );
};
