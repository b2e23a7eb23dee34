import { PGlite } from '@electric-sql/pglite';

/**
 * Preloaded into a process that is to die: before the message to the embedded database whose number
 * `LAUREL_DIE_AT_MESSAGE` gives, it kills itself as `kill -9` does. Its standard error passes for a terminal, so that
 * it tells of its progress.
 */
const dieAt = Number(process.env.LAUREL_DIE_AT_MESSAGE ?? Number.POSITIVE_INFINITY);
let messages = 0;

/** How many messages this process has sent to embedded databases. */
export const messagesSent = (): number => messages;

const { execProtocolRawSync } = PGlite.prototype;
PGlite.prototype.execProtocolRawSync = function (message) {
  messages += 1;
  if (messages >= dieAt) process.kill(process.pid, 'SIGKILL');
  return execProtocolRawSync.call(this, message);
};

Object.defineProperty(process.stderr, 'isTTY', { value: true });
