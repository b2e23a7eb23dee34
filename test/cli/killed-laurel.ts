import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CLI } from './laurel.ts';

/** When a process is killed: before a message to its database, once it has told of a progress, or at a file change. */
export type Moment =
  | Readonly<{ message: number }>
  | Readonly<{ progress: string }>
  | Readonly<{ change: number; in: string }>;

const PRELOADED = fileURLToPath(new URL('./dying-process.ts', import.meta.url));

/** Runs `laurel` until it is killed with SIGKILL; gives how it ended and its process id. */
export const killedLaurel = (
  moment: Moment,
  ...args: readonly string[]
): Promise<Readonly<{ code: number | null; signal: string | null; pid: number | undefined }>> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--import', PRELOADED, CLI, ...args],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        env: {
          ...process.env,
          ...('message' in moment && { LAUREL_DIE_AT_MESSAGE: String(moment.message) }),
        },
      },
    );
    let told = '';
    child.stderr.on('data', (chunk) => {
      told += chunk;
      if ('progress' in moment && told.includes(moment.progress)) child.kill('SIGKILL');
    });
    let changes = 0;
    const watcher =
      'change' in moment
        ? watch(moment.in, () => {
            changes += 1;
            if (changes >= moment.change) child.kill('SIGKILL');
          })
        : undefined;
    child.on('error', reject);
    child.on('close', (code, signal) => {
      watcher?.close();
      resolve({ code, signal, pid: child.pid });
    });
  });
