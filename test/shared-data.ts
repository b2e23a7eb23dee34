import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';

/**
 * The folder of the CRM export that some tests run on: `LAUREL_SHARED_DATA`, or `../shared/data/crm` beside the
 * clone. Undefined where there is none, for a clone that stands alone is complete without it.
 * @throws Error if there is none although `LAUREL_REQUIRE_SHARED_DATA=1` insists on it.
 */
export const sharedData = (): string | undefined => {
  const beside = fileURLToPath(new URL('../../shared/data/crm', import.meta.url));
  const folder = process.env.LAUREL_SHARED_DATA || beside;
  if (existsSync(folder)) return folder;
  if (process.env.LAUREL_REQUIRE_SHARED_DATA === '1') {
    throw new Error(`The real data are not in ${folder}, and LAUREL_REQUIRE_SHARED_DATA=1 insists on them.`);
  }
  return undefined;
};

/** A suite on the CRM export; where the folder is missing, one test whose name says that the suite was not run. */
export const describeWithSharedData = (name: string, suite: (folder: string) => void): void => {
  const folder = sharedData();
  if (folder !== undefined) {
    describe(name, () => suite(folder));
    return;
  }
  const sentence = `${name}: the tests on real data were NOT RUN, because ../shared/data/crm is missing`;
  process.stderr.write(`${sentence}\n`);
  it(sentence, () => {});
};
