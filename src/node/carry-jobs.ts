import { PgBoss } from 'pg-boss';
import type { JobTicket } from '../app/jobs/run-job.ts';

/** Carries jobs to where they are run, after whatever else is waiting. */
export type JobCarrier = Readonly<{
  carry(ticket: JobTicket): Promise<void>;
  /** Takes no more jobs and waits for the one that is under way, for some seconds at most. */
  stop(): Promise<void>;
}>;

type Run = (ticket: JobTicket) => Promise<unknown>;

const RETRY_MS = 5_000;
const STOP_MS = 10_000;

const soon = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });

/**
 * One job after the other in this process, for the embedded database, which one process has to itself. What was not
 * done when the process ends is found when the next one starts.
 */
export const carryInProcess = (run: Run): JobCarrier => {
  let stopped = false;
  let tail: Promise<unknown> = Promise.resolve();
  const carry = (ticket: JobTicket): void => {
    tail = tail.then(async () => {
      if (stopped) return;
      try {
        await run(ticket);
      } catch {
        soon(RETRY_MS).then(() => carry(ticket));
      }
    });
  };
  return {
    carry: async (ticket) => carry(ticket),
    stop: async () => {
      stopped = true;
      await Promise.race([tail, soon(STOP_MS)]);
    },
  };
};

const QUEUE = 'laurel-jobs';

/**
 * pg-boss on the server of the store: any of several processes runs a job, and another takes over when it dies. Its
 * tables are its own, in the schema `pgboss`, which migrating has made for every login of the application.
 */
export const carryByServer = async (
  url: string,
  run: Run,
  onError: (error: unknown) => void,
): Promise<JobCarrier> => {
  const boss = new PgBoss({
    connectionString: url,
    application_name: 'laurel-jobs',
    max: 3,
    createSchema: false,
  });
  boss.on('error', onError);
  await boss.start();
  await boss.createQueue(QUEUE, { retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 3_600 });
  await boss.work<JobTicket>(QUEUE, { batchSize: 1, pollingIntervalSeconds: 1 }, async ([job]) => {
    if (job) await run(job.data);
  });
  return {
    carry: async (ticket) => {
      // One message a job is enough, however often it is looked for.
      await boss.send(QUEUE, ticket, { singletonKey: ticket.job });
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS }),
  };
};
