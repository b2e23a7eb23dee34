import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { problemResponse } from '../problem.ts';

const MIB = 1024 * 1024;

/** Most bytes of a body: of JSON, of a table, and of a stream of lines, each of which has a bound of its own. */
export const MOST_BYTES = { json: 8 * MIB, tables: 16 * MIB, streams: 64 * MIB } as const;

/** Deeper JSON than any document of ours is refused before it is read into objects. */
const MOST_DEPTH = 64;

/** Refuses a body that is too large, whether or not it says so beforehand. */
export const boundBody = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      problemResponse(c, {
        code: 'limit',
        detail: `The body is larger than ${maxSize / 1024 / 1024} MiB; send it in parts.`,
      }),
  });

/** Refuses JSON that is malformed or nested too deep. What is read here is kept for the handler. */
export const checkJson = createMiddleware(async (c, next) => {
  if (!/^application\/([\w.-]+\+)?json\b/i.test(c.req.header('content-type') ?? '')) return next();
  const text = await c.req.text();
  if (depthOf(text) > MOST_DEPTH)
    return problemResponse(c, {
      code: 'invalid',
      detail: `The body is nested deeper than ${MOST_DEPTH} levels.`,
    });
  try {
    JSON.parse(text);
  } catch {
    return problemResponse(c, { code: 'invalid', detail: 'The body is not a JSON document.' });
  }
  return next();
});

/** How deep the brackets of a JSON text nest, those within strings left out. */
export const depthOf = (text: string): number => {
  let [depth, deepest] = [0, 0];
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > deepest) deepest = depth;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return deepest;
};
