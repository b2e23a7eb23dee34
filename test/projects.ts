import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));

/** Tests of what only a server has, such as logins and several connections. */
export const SERVER_TESTS = 'test/**/*.server.test.ts';

/** The test files that open a database; they run on the embedded one and again on a server. */
export const databaseTests = (): string[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.server.test.ts'))
    .filter((name) => readFileSync(`${FOLDER}${name}`, 'utf8').includes("/test-database.ts'"))
    .map((name) => `test/${name}`);
