import { LaurelError } from '../app/errors.ts';
import { DatabaseUnusable } from '../storage/database.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { isOneOfSeveral, reportServing, runProcesses } from './run-processes.ts';
import { type RunningService, runService } from './run-service.ts';

/** Starts the service as the environment and the options of the command line say, and stops it at a signal. */
export const startFromEnvironment = async (
  environment: Readonly<Record<string, string | undefined>>,
  options: Parameters<typeof readConfiguration>[1] = {},
): Promise<void> => {
  try {
    const configuration = readConfiguration(environment, options);
    if (configuration.processes > 1 && !isOneOfSeveral()) await startSeveral(configuration);
    else await startOne(configuration);
  } catch (error) {
    process.stderr.write(`${failureOf(error)}\n`);
    process.exitCode = 1;
    // The channel to the first process would keep this one.
    if (isOneOfSeveral()) process.exit();
  }
};

const startOne = async (configuration: Configuration): Promise<void> => {
  const service = await runService(configuration);
  const leave = leaving(service);
  endAtSignals(leave);
  if (isOneOfSeveral()) reportServing(service, leave);
  else process.stdout.write(greeting(service));
};

const startSeveral = async ({ processes }: Configuration): Promise<void> => {
  const service = runProcesses(processes);
  endAtSignals(leaving(service));
  const serving = await service.serving;
  if (serving) process.stdout.write(greeting(serving));
  else process.exitCode = 1;
};

const endAtSignals = (leave: () => void): void => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, leave);
};

/** Stops the service and ends the process, once, however often it is told to. */
const leaving = ({ stop }: Pick<RunningService, 'stop'>): (() => void) => {
  let left = false;
  return () => {
    if (left) return;
    left = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
};

const greeting = ({ address, shown, isDemo }: Omit<RunningService, 'stop'>): string =>
  [
    `Laurel 桂冠 · ${address} (API: ${address}/api/docs)`,
    ...(isDemo ? ['A demo: its people and figures are made up.'] : []),
    ...(shown.length > 0 ? ['Sign in as'] : []),
    ...shown.map(({ who, path }) => `  ${who.padEnd(14)} ${address}${path}`),
    '',
  ].join('\n');

const failureOf = (error: unknown): string => {
  if (error instanceof LaurelError || error instanceof DatabaseUnusable) return error.message;
  const { code, port } = error as { code?: string; port?: number };
  if (code === 'EADDRINUSE') return `Port ${port} is taken by another program; give another with PORT.`;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return `Laurel could not start: ${cause instanceof Error ? cause.message.split('\n')[0] : 'for an unknown reason'}`;
};
