import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));

/** Tests of what only a server has, such as logins and several connections. */
export const SERVER_TESTS = 'test/**/*.server.test.ts';

/** Tests of what only the embedded database has, such as files of its own. */
export const EMBEDDED_TESTS = 'test/**/*.embedded.test.ts';

/** Tests of the API, which hold on Node and in workerd alike. */
export const HTTP_TESTS = 'test/http/*.test.ts';

/** Tests of the built web app in a real Chromium. */
export const BROWSER_TESTS = 'test/browser/*.browser.test.ts';

/** The test files that open a database; they run on the embedded one and again on a server. */
export const databaseTests = (): string[] =>
  readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.test.ts') && !/\.(server|embedded)\.test\.ts$/.test(name))
    .filter((name) => readFileSync(`${FOLDER}${name}`, 'utf8').includes("/test-database.ts'"))
    .map((name) => `test/${name}`);
