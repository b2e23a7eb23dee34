import cluster, { type Worker } from 'node:cluster';
import { writeLog } from './log.ts';
import type { RunningService } from './run-service.ts';

/** What a process tells the first one when it serves. */
type Serving = Omit<RunningService, 'stop'>;

/** A process that ended is replaced after this long, so that one that cannot start does not keep the machine busy. */
const REPLACE_MS = 1_000;

/**
 * Runs the service in several processes that share one port; this one only watches over them. The first makes what is made
 * once, such as tables and tokens, before the others begin; undefined when it could not start, which it has told itself.
 * Gives the service when all serve; one that ends later is replaced.
 */
export const runProcesses = async (processes: number): Promise<RunningService | undefined> => {
  const first = cluster.fork();
  const serving = await firstWord(first);
  if (!serving) return undefined;
  const running = new Set<Worker>();
  let stopped = false;
  const keep = (worker: Worker): void => {
    running.add(worker);
    worker.on('exit', (code, signal) => {
      running.delete(worker);
      if (stopped) return;
      writeLog({ level: 'error', message: 'a process ended and is replaced', code: signal ?? code });
      setTimeout(() => {
        if (!stopped) keep(cluster.fork());
      }, REPLACE_MS);
    });
  };
  keep(first);
  const others = Array.from({ length: processes - 1 }, () => cluster.fork());
  others.forEach(keep);
  await Promise.all(others.map(firstWord));
  return {
    ...serving,
    stop: async () => {
      stopped = true;
      await Promise.all([...running].map(end));
    },
  };
};

const firstWord = (worker: Worker): Promise<Serving | undefined> =>
  new Promise((resolve) => {
    worker.once('message', (word: Serving) => resolve(word));
    worker.once('exit', () => resolve(undefined));
  });

/** Asks a process to end, and waits until it has. */
const end = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.once('exit', () => resolve());
    worker.process.kill('SIGTERM');
  });

/** Whether this process is one of several. */
export const isOneOfSeveral = (): boolean => cluster.isWorker;

/** Tells the first process that this one serves, and does `leave` when the first is gone. */
export const reportServing = ({ stop: _, ...serving }: RunningService, leave: () => void): void => {
  process.once('disconnect', leave);
  process.send?.(serving satisfies Serving);
};
