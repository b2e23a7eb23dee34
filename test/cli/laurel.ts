import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Ran = Readonly<{ code: number | null; stdout: string; stderr: string }>;

/** The entry point of the command line. */
export const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs `laurel` as a process of its own, as a person at a terminal does, on the embedded store. */
export const laurel = (...args: readonly string[]): Promise<Ran> => laurelWith({}, ...args);

/** The same with settings in the environment; those of the person who runs the tests do not count. */
export const laurelWith = (
  settings: Readonly<Record<string, string>>,
  ...args: readonly string[]
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const {
      DATABASE_URL: _url,
      LAUREL_IDENTITY_KEY: _key,
      LAUREL_KEY_FILE: _file,
      ...inherited
    } = process.env;
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...inherited, ...settings },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
