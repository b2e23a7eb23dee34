import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RuleSpecs } from '../../schemas/rule-specs.ts';
import { runSpecs } from '../../src/app/specs/run-specs.ts';
import { planFolder, readPlanFolder } from '../read-plan-folder.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

describe.each(['crm-quarter', 'crm-fiscal', 'demo'])('the cases of the plan %s', (name) => {
  const folder = join(planFolder(name), 'rules');
  const specs = readdirSync(folder).filter((file) => file.endsWith('.specs.json'));

  it('are there for every rule', async () => {
    const { documents } = await readPlanFolder(name);
    expect(specs.map((file) => file.replace('.specs.json', '')).sort()).toEqual(
      documents.rules.map(({ code }) => code).sort(),
    );
  });

  it.each(specs)('in %s are what the rule grants', async (file) => {
    const cases = RuleSpecs.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    for (const { name: title, differences } of await runSpecs(
      database.db(),
      await readPlanFolder(name),
      cases,
    )) {
      expect(differences, title).toEqual([]);
    }
  });
});
