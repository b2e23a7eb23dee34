import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export type Ran = Readonly<{ code: number | null; stdout: string; stderr: string }>;

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

/** Runs `laurel` as a process of its own, as a person at a terminal does. */
export const laurel = (...args: readonly string[]): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
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
