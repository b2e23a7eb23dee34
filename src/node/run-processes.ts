import cluster, { type Worker } from 'node:cluster';
import { writeLog } from './log.ts';
import type { RunningService } from './run-service.ts';

/** What a process tells the first one when it serves. */
type Serving = Omit<RunningService, 'stop'>;

/** A process that ended is replaced after this long, so that one that cannot start does not keep the machine busy. */
const REPLACE_MS = 1_000;

/**
 * Runs the service in several processes that share one port; this one only watches over them. The first makes what is made
 * once, such as tables and tokens, before the others begin. Gives the service when all serve, or undefined when the first
 * could not start, which it has told itself. One that ends later is replaced. `stop` is given at once, for a signal that
 * comes before.
 */
export const runProcesses = (
  processes: number,
): Readonly<{ serving: Promise<Serving | undefined>; stop(): Promise<void> }> => {
  const running = new Set<Worker>();
  let stopped = false;
  const fork = (): Worker => {
    const worker = cluster.fork();
    running.add(worker);
    worker.once('exit', () => running.delete(worker));
    return worker;
  };
  const keep = (worker: Worker): void => {
    worker.once('exit', (code, signal) => {
      if (stopped) return;
      writeLog({ level: 'error', message: 'a process ended and is replaced', code: signal ?? code });
      setTimeout(() => {
        if (!stopped) keep(fork());
      }, REPLACE_MS);
    });
  };
  const start = async (): Promise<Serving | undefined> => {
    const first = fork();
    const serving = await firstWord(first);
    if (!serving || stopped) return undefined;
    const others = Array.from({ length: processes - 1 }, fork);
    for (const worker of [first, ...others]) keep(worker);
    await Promise.all(others.map(firstWord));
    return serving;
  };
  return {
    serving: start(),
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
  // Otherwise node ends this process at once, in the midst of its requests.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  process.once('disconnect', leave);
  process.send?.(serving satisfies Serving);
};
