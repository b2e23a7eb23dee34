import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { DeliveryResult } from '../../schemas/delivery.ts';
import { deliverActivities } from '../app/activities/deliver-activities.ts';
import type { DeliveryKind } from '../app/activities/ingest-activities.ts';
import type { ApiEnv } from './api.ts';
import { rootOf } from './map-errors.ts';
import { readLines } from './read-lines.ts';
import type { LogEntry } from './services.ts';

/** Activities of one transaction. */
const PORTION = 1_000;

/**
 * Takes a stream of activities in portions and answers a line for each. What fails at the first portion is a problem;
 * what fails later ends the answer with a line that says so, and everything answered before it is stored.
 */
export const answerStream = async (
  c: Context<ApiEnv>,
  log: (entry: LogEntry) => void,
  kind: DeliveryKind,
): Promise<Response> => {
  const context = c.get('context');
  const { body } = c.req.raw;
  const portions = body ? readLines(body, PORTION) : undefined;
  let first = 0;
  const next = async (): Promise<string | undefined> => {
    const portion = await portions?.next();
    if (!portion || portion.done) return undefined;
    const { results } = await deliverActivities(context, { ...kind, items: portion.value });
    const lines = results.map((result) => lineOf({ ...result, index: first + result.index }));
    first += results.length;
    return lines.join('');
  };
  const begun = await next();
  c.header('content-type', 'application/x-ndjson');
  return stream(
    c,
    async (out) => {
      for (let lines = begun; lines !== undefined; lines = await next()) await out.write(lines);
    },
    async (error, out) => {
      const requestId = c.get('requestId');
      log({ level: 'error', message: 'a stream broke off', requestId, error: rootOf(error) });
      await out.write(`${JSON.stringify({ status: 'failed', from: first, requestId })}\n`);
    },
  );
};

const lineOf = (result: DeliveryResult): string => `${JSON.stringify(result)}\n`;
