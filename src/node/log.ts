import type { LogEntry } from '../http/services.ts';

/** Writes the log as lines of JSON to the standard error, where a supervisor picks them up. */
export const writeLog = ({ level, message, ...rest }: LogEntry): void => {
  const entry = { time: new Date().toISOString(), level, message, ...rest };
  process.stderr.write(`${JSON.stringify(entry)}\n`);
};
