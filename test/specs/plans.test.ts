import { describe, expect, it } from 'vitest';
import { RuleSpecs } from '../../schemas/rule-specs.ts';
import { readPlan } from '../../src/app/plan/read-plan.ts';
import { runSpecs } from '../../src/app/specs/run-specs.ts';
import { planDirectory } from '../../src/cli/directories.ts';
import { planFolder } from '../read-plan-folder.ts';
import { testDatabase } from '../test-database.ts';

const database = testDatabase();

describe.each(['crm-quarter', 'crm-fiscal', 'demo'])('the cases of the plan %s', (name) => {
  it('are what its rules grant', async () => {
    const files = await planDirectory(planFolder(name));
    const plan = readPlan(files);
    const specs = [...files].filter(([file]) => file.endsWith('.specs.json'));
    expect(specs).toHaveLength(plan.documents.rules.length);
    for (const [file, text] of specs) {
      for (const { name: title, differences } of await runSpecs(
        database.db(),
        plan,
        RuleSpecs.parse(JSON.parse(text)),
      )) {
        expect(differences, `${file}: ${title}`).toEqual([]);
      }
    }
  });
});
