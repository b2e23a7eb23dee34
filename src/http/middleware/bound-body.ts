import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { problemResponse, unreadMediaType } from '../problem.ts';

const MIB = 1024 * 1024;

/** Most bytes of a body of JSON, and of a table. A stream has no end, and a bound for each line. */
export const MOST_BYTES = { json: 8 * MIB, tables: 16 * MIB } as const;

/** Deeper JSON than any document of ours is refused before it is read into objects. */
export const MOST_DEPTH = 64;

/** Refuses a body that is too large, whether or not it says so beforehand. */
const atMost = (maxSize: number) =>
  bodyLimit({
    maxSize,
    onError: (c) =>
      problemResponse(c, {
        code: 'limit',
        detail: `The body is larger than ${maxSize / MIB} MiB; send it in parts.`,
        errors: [{ pointer: '', detail: 'too large' }],
      }),
  });

const atMostJson = atMost(MOST_BYTES.json);
const atMostTables = atMost(MOST_BYTES.tables);

/** Tables may be larger than JSON; a stream of lines is bounded line by line, as it is read. */
export const boundBody = createMiddleware((c, next) => {
  if (isStream(c.req.header('content-type'))) return next();
  return c.req.path.endsWith('/import') ? atMostTables(c, next) : atMostJson(c, next);
});

/** JSON lines, which are read as they come. */
export const isStream = (contentType: string | undefined): boolean =>
  /^application\/x-ndjson\b/i.test(contentType ?? '');

/**
 * Refuses a write that does not say what its body is, and JSON that is malformed or nested too deep. What is read here is
 * kept for the handler.
 */
export const checkJson = createMiddleware(async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || c.req.method === 'DELETE') return next();
  if (c.req.header('content-type') === undefined)
    return unreadMediaType(c, 'Say by Content-Type what the body is, such as application/json.');
  if (!isJson(c.req.header('content-type'))) return next();
  const text = textOf(await c.req.arrayBuffer());
  if (text === undefined) return wholeBody(c, 'The body is not text in UTF-8.');
  if (depthOf(text) > MOST_DEPTH) return wholeBody(c, `The body is nested deeper than ${MOST_DEPTH} levels.`);
  try {
    // Handlers find it here, and need not parse it again.
    c.req.bodyCache.json = JSON.parse(text);
  } catch {
    return wholeBody(c, 'The body is not a JSON document.');
  }
  return next();
});

/** Whether a body of this type is read as one JSON document. */
const isJson = (contentType: string | undefined): boolean =>
  /^application\/([\w.-]+\+)?json *(;|$)/i.test(contentType ?? '');

/** Other bytes than UTF-8 would be stored as question marks. */
const textOf = (bytes: ArrayBuffer): string | undefined => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** Refuses a body that cannot be read at all: the pointer of a document as a whole is empty. */
const wholeBody = (c: Context, detail: string): Response =>
  problemResponse(c, { code: 'invalid', detail, errors: [{ pointer: '', detail }] });

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
