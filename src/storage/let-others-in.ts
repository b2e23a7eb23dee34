import type { PGlite } from '@electric-sql/pglite';

/** How long the embedded database may keep the thread to itself. */
const LONGEST_MS = 20;

/**
 * The embedded database works on the thread that asks it, and never waits for anything: queries in a row would keep
 * timers, requests and answers out until the last of them. This one stands back between two messages now and then.
 */
export const letOthersIn = (client: PGlite): PGlite => {
  let last = performance.now();
  const { execProtocolStream } = client;
  client.execProtocolStream = async (...message) => {
    if (performance.now() - last > LONGEST_MS) {
      await new Promise(setImmediate);
      last = performance.now();
    }
    return execProtocolStream.apply(client, message);
  };
  return client;
};
