/**
 * Writes `schemas/<name>.schema.json` from the zod sources, so that editors and other programs can check documents, and
 * `schemas/openapi.json` from the declared operations, so that no service builds the schemas of its answers.
 * With `--check` nothing is written; exit code 1 and the names of the files tell that they are not up to date.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import meta from '../package.json' with { type: 'json' };
import { Activity } from '../schemas/activity.ts';
import { ActivityType, ActivityTypes } from '../schemas/activity-type.ts';
import { Award } from '../schemas/award.ts';
import { Badge, Badges } from '../schemas/badge.ts';
import { Calendar } from '../schemas/calendar.ts';
import { Mapping } from '../schemas/mapping.ts';
import { Membership } from '../schemas/membership.ts';
import { Metric, Metrics } from '../schemas/metric.ts';
import { Outlet } from '../schemas/outlet.ts';
import { Plan } from '../schemas/plan.ts';
import { Prize, Prizes } from '../schemas/prize.ts';
import { Problem } from '../schemas/problem.ts';
import { Product } from '../schemas/product.ts';
import { Rep } from '../schemas/rep.ts';
import { Rule } from '../schemas/rule.ts';
import { RuleSpecs } from '../schemas/rule-specs.ts';
import { Statement } from '../schemas/statement.ts';
import { Target } from '../schemas/target.ts';
import { TargetFormulas } from '../schemas/target-formula.ts';
import { Team } from '../schemas/team.ts';
import { Transfer } from '../schemas/transfer.ts';
import { createApp } from '../src/http/create-app.ts';
import { DEFAULT_LIMITS } from '../src/http/limits.ts';
import { openApiDocument } from '../src/http/openapi-document.ts';

const SUFFIX = '.schema.json';
const OPENAPI = 'openapi.json';
const FOLDER = fileURLToPath(new URL('../schemas/', import.meta.url));

/** What is published, by the name of the file; plural names are the lists that stand in files of that name. */
const PUBLISHED: Readonly<Record<string, readonly [title: string, schema: z.ZodType]>> = {
  activity: ['Activity', Activity],
  'activity-type': ['Activity type', ActivityType],
  'activity-types': ['Activity types (activity-types.json)', ActivityTypes],
  award: ['Award', Award],
  badge: ['Badge', Badge],
  badges: ['Badges (badges.json)', Badges],
  calendar: ['Company calendar', Calendar],
  mapping: ['Mapping of foreign files (mapping.json)', Mapping],
  membership: ['Membership of a rep in a team', Membership],
  metric: ['Metric', Metric],
  metrics: ['Metrics (metrics.json)', Metrics],
  outlet: ['Outlet', Outlet],
  plan: ['Incentive plan (plan.json)', Plan],
  prize: ['Prize', Prize],
  prizes: ['Prizes (prizes.json)', Prizes],
  problem: ['Problem details (RFC 9457)', Problem],
  product: ['Product', Product],
  rep: ['Rep', Rep],
  rule: ['Rule (rules/*.json)', Rule],
  'rule-specs': ['Cases of a rule (rules/*.specs.json)', RuleSpecs],
  statement: ['Statement', Statement],
  target: ['Target', Target],
  targets: ['Targets by formula (targets.json)', TargetFormulas],
  team: ['Team', Team],
  transfer: ['Transfer', Transfer],
};

/** The document for one schema. `io: 'input'` describes what a person writes: a field with a default may be absent. */
const render = (name: string, title: string, schema: z.ZodType): string => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' });
  return `${JSON.stringify({ $schema, $id: `${name}${SUFFIX}`, title, ...rest }, null, 2)}\n`;
};

/** The document of an app that is never asked for anything else. */
const renderOpenApi = (): string => {
  const unasked = (): never => {
    throw new Error('This service only tells what it could do.');
  };
  const app = createApp({
    openStore: unasked,
    actorOf: unasked,
    clientAddress: unasked,
    limits: DEFAULT_LIMITS,
    carryJob: unasked,
    personas: unasked,
    docsAssets: '',
    version: meta.version,
    tenant: 'main',
    signIn: { providers: [] },
    background: unasked,
    now: unasked,
    log: unasked,
  });
  return `${JSON.stringify(openApiDocument(app, meta.version), null, 2)}\n`;
};

const wanted = new Map<string, string>([
  ...Object.entries(PUBLISHED).map(([name, [title, schema]]): [string, string] => [
    `${name}${SUFFIX}`,
    render(name, title, schema),
  ]),
  [OPENAPI, renderOpenApi()],
]);
const present = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX) || file === OPENAPI)
    .map((file) => [file, readFileSync(`${FOLDER}${file}`, 'utf8')]),
);
const outdated = [...wanted].filter(([file, text]) => present.get(file) !== text).map(([file]) => file);
const unknown = [...present.keys()].filter((file) => !wanted.has(file));

if (!process.argv.includes('--check')) {
  for (const file of outdated) writeFileSync(`${FOLDER}${file}`, wanted.get(file) ?? '');
  for (const file of unknown) rmSync(`${FOLDER}${file}`);
  process.stdout.write(
    `${wanted.size} schemas, ${outdated.length} of them written, ${unknown.length} others removed.\n`,
  );
} else if (outdated.length > 0 || unknown.length > 0) {
  const lines = [
    ...outdated.map((file) => `schemas/${file} differs from its source.`),
    ...unknown.map((file) => `schemas/${file} has no source.`),
  ];
  process.stderr.write(`${lines.join('\n')}\nMend with: npm run schemas\n`);
  process.exitCode = 1;
}
