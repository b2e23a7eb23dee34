import { bareName, parenthesised, splitList, sqlStatements } from './migration-statements.ts';

/** Tables whose rows are history: the application may add to them and read them, nothing else. */
export const APPEND_ONLY: readonly string[] =
  'activity award award_line transfer seal audit plan_version settlement identity_key'.split(' ');

const APP_ROLE = 'laurel_app';

/** Tables that belong to no tenant, which is every exception there is: `host` is what tells the tenant of a request. */
const OF_NO_TENANT: readonly string[] = ['host'];

/** What a database that is distributed by tenant cannot have, or what a shared connection must not keep. */
const FORBIDDEN: readonly (readonly [RegExp, string])[] = [
  [
    /\b(small|big)?serial[248]?\b|\bcreate\s+sequence\b|\bnextval\b|\bas\s+identity\b/i,
    'a serial or sequence',
  ],
  [/\bpg_(try_)?advisory\w*/i, 'an advisory lock'],
  [/\blisten\b|\bnotify\b|\bpg_notify\b/i, 'LISTEN or NOTIFY'],
  [/\b(temp|temporary)\s+(table|view|sequence)\b/i, 'a temporary table'],
  [/\bcreate\s+(or\s+replace\s+)?(constraint\s+|event\s+)?trigger\b/i, 'a trigger'],
  [/\bon\s+all\s+tables\b|\balter\s+default\s+privileges\b/i, 'a grant that does not name its table'],
  [/\bto\s+public\b/i, 'a grant or policy for everybody'],
];

type Table = {
  enabled: boolean;
  forced: boolean;
  keyed: boolean;
  policies: Map<string, boolean>;
  rights: Set<string>;
};

/**
 * Reads migrations in their order and says what the schema they lead to lacks: `tenant_id` first in every key, index
 * and reference, forced row level security with a policy that reads the tenant, history that is only appended to.
 */
export const lintMigrations = (scripts: readonly string[]): readonly string[] => {
  const tables = new Map<string, Table>();
  const faults: string[] = [];
  for (const statement of scripts.flatMap(sqlStatements)) {
    for (const [pattern, what] of FORBIDDEN) {
      if (pattern.test(statement)) faults.push(`${what}: ${statement.slice(0, 80)}`);
    }
    for (const [pattern, apply] of STATEMENTS) {
      const match = pattern.exec(statement);
      if (match) apply({ statement, name: bareName(match.groups?.name ?? ''), match, tables, faults });
    }
  }
  for (const [name, table] of tables) if (!OF_NO_TENANT.includes(name)) faults.push(...faultsOf(name, table));
  for (const name of APPEND_ONLY) if (!tables.has(name)) faults.push(`${name} is missing.`);
  return faults;
};

const faultsOf = (name: string, table: Table): readonly string[] => {
  const faults: string[] = [];
  if (!table.keyed) faults.push(`${name} has no primary key.`);
  if (!table.enabled) faults.push(`${name} does not enable row level security.`);
  if (!table.forced) faults.push(`${name} does not force row level security.`);
  if (table.policies.size === 0) faults.push(`${name} has no policy.`);
  for (const [policy, reads] of table.policies) {
    if (!reads)
      faults.push(`${name}: policy ${policy} does not compare tenant_id with the tenant of the transaction.`);
  }
  const excess = [...table.rights].filter((right) => right !== 'select' && right !== 'insert');
  if (APPEND_ONLY.includes(name) && excess.length > 0)
    faults.push(`${name} is history but grants ${excess.join(', ')}.`);
  return faults;
};

type Step = Readonly<{
  statement: string;
  name: string;
  match: RegExpExecArray;
  tables: Map<string, Table>;
  faults: string[];
}>;

const NAME = '(?<name>(?:"[^"]+"|\\w+)(?:\\.(?:"[^"]+"|\\w+))?)';
const begins = (text: string): RegExp =>
  new RegExp(`^${text.replaceAll(' ', '\\s+').replace('NAME', NAME)}`, 'i');

const STATEMENTS: readonly (readonly [RegExp, (step: Step) => void])[] = [
  [
    begins('create (?:unlogged |temp\\w* )?table (?:if not exists )?NAME'),
    ({ statement, name, tables, faults }) => {
      const table = {
        enabled: false,
        forced: false,
        keyed: false,
        policies: new Map(),
        rights: new Set<string>(),
      };
      tables.set(name, table);
      for (const part of splitList(parenthesised(statement) ?? ''))
        applyConstraint(name, part, table, faults);
    },
  ],
  [begins('drop table (?:if exists )?NAME'), ({ name, tables }) => tables.delete(name)],
  [
    begins('alter table .*\\brename\\b'),
    ({ statement, faults }) => faults.push(`teach the lint: ${statement}`),
  ],
  [
    begins('alter table (?:if exists )?(?:only )?NAME add\\b'),
    ({ statement, name, match, tables, faults }) => {
      for (const part of splitList(statement.slice(match[0].length))) {
        applyConstraint(name, part.replace(/^add /i, ''), tables.get(name), faults);
      }
    },
  ],
  [
    begins('alter table (?:only )?NAME (?<what>enable|disable|force|no force) row level security'),
    ({ name, match, tables }) => {
      const table = tables.get(name);
      const what = match.groups?.what?.toLowerCase() ?? '';
      if (table && what.endsWith('force')) table.forced = what === 'force';
      else if (table) table.enabled = what === 'enable';
    },
  ],
  [
    begins(
      'create (?:unique )?index (?:concurrently )?(?:if not exists )?(?:"[^"]+"|\\w+) on (?:only )?NAME',
    ),
    ({ statement, name, match, faults }) => {
      const columns = parenthesised(statement, match[0].length) ?? '';
      if (!leads(columns)) faults.push(`${name}: tenant_id does not lead the index (${columns}).`);
    },
  ],
  [
    begins('(?:create|alter) policy (?<policy>"[^"]+"|\\w+) on NAME'),
    ({ statement, name, match, tables }) => {
      tables.get(name)?.policies.set(bareName(match.groups?.policy ?? ''), readsTenant(statement));
    },
  ],
  [
    begins('drop policy (?:if exists )?(?<policy>"[^"]+"|\\w+) on NAME'),
    ({ name, match, tables }) => tables.get(name)?.policies.delete(bareName(match.groups?.policy ?? '')),
  ],
  [
    begins('(?<verb>grant|revoke) (?<rights>.+?) on (?:table )?(?<names>[^()]+?) (?:to|from) (?<roles>.+)'),
    ({ match, tables }) => {
      const { verb = '', rights = '', names = '', roles = '' } = match.groups ?? {};
      if (!roles.includes(APP_ROLE)) return;
      for (const table of names.split(',').flatMap((name) => tables.get(bareName(name)) ?? [])) {
        for (const right of splitList(rights.toLowerCase())) {
          const kind = right.replace(/\s*\(.*/, '');
          if (verb.toLowerCase() === 'grant') table.rights.add(kind);
          else if (kind.startsWith('all')) table.rights.clear();
          else table.rights.delete(kind);
        }
      }
    },
  ],
];

/** Looks at one part of a CREATE TABLE, or at what ALTER TABLE adds: a column or a constraint. */
const applyConstraint = (name: string, part: string, table: Table | undefined, faults: string[]): void => {
  const named = part.replace(/^(column|constraint\s+("[^"]+"|\w+))\s+/i, '');
  const isConstraint = /^(primary\s+key|unique|foreign\s+key|check|exclude)\b/i.test(named);
  const column = isConstraint ? undefined : /^("[^"]+"|\w+)/.exec(named)?.[0];
  for (const kind of ['primary key', 'unique', 'foreign key'] as const) {
    const at = named.search(new RegExp(`\\b${kind.replace(' ', '\\s+')}\\b`, 'i'));
    if (at < 0 || /^(check|exclude)\b/i.test(named)) continue;
    const columns = column ?? parenthesised(named, at) ?? '';
    if (kind === 'primary key' && table) table.keyed = true;
    if (!leads(columns) && !OF_NO_TENANT.includes(name))
      faults.push(`${name}: tenant_id does not lead the ${kind} (${columns}).`);
  }
  const referenced = /\breferences\s+("[^"]+"|\w+)(\.("[^"]+"|\w+))?/i.exec(named);
  if (!referenced) return;
  const columns = column ?? parenthesised(named) ?? '';
  const targets = parenthesised(named, referenced.index) ?? '';
  if (!leads(columns) || !leads(targets)) {
    faults.push(`${name}: tenant_id does not lead the reference (${columns}) to (${targets}).`);
  }
};

const leads = (columns: string): boolean =>
  bareName(splitList(columns)[0]?.split(/\s+/)[0] ?? '') === 'tenant_id';

/** Both what is seen and what is written must be bound; NULLIF, because an unset setting reads as an empty text. */
const readsTenant = (policy: string): boolean => {
  const conditions = [...policy.matchAll(/\b(using|with\s+check)\s*\(/gi)];
  return (
    conditions.length === 2 &&
    conditions.every(({ index }) =>
      /^"?tenant_id"? = nullif\(current_setting\(/i.test(parenthesised(policy, index) ?? ''),
    )
  );
};
