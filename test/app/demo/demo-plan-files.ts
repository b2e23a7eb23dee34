import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { PlanFiles } from '../../../src/app/plan/read-plan.ts';

const PLAN = fileURLToPath(new URL('../../../rules/plans/demo/', import.meta.url));

/** The files of the demo plan by their path within it. */
export function demoPlanFiles(): PlanFiles {
  const names = readdirSync(PLAN, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  return new Map(
    names
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, readFileSync(`${PLAN}${name}`, 'utf8')]),
  );
}
