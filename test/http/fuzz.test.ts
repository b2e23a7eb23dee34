import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Delivery, DeliveryResult } from '../../schemas/delivery.ts';
import openapi from '../../schemas/openapi.json' with { type: 'json' };
import { Problem } from '../../schemas/problem.ts';
import { seededShuffle } from '../seeded-shuffle.ts';
import { testDatabase } from '../test-database.ts';
import { type Bad, badRequests } from './fuzz/bad-requests.ts';
import { described, type Operation } from './fuzz/described.ts';
import { type Filled, filledService } from './fuzz/filled.ts';
import { goodRequests, type Parts, type Written, written } from './fuzz/requests.ts';
import type { Answered } from './test-api.ts';

/** Requests of an operation. */
const GOOD = 20;
const BAD = 50;

/** So many of those that change nothing are under way at once. */
const TOGETHER = 8;

/** Of the good ones so many are to be done, and not only understood. */
const LEAST_DONE = GOOD / 2;

const database = testDatabase();
const document = described(openapi);
let filled: Filled;

beforeAll(async () => {
  filled = await filledService(database);
});
afterAll(() => filled.api.close());

/** Sends a request; what the document does not have for an answer, such as a failure of ours, is a fault of it. */
const send = async (operation: Operation, request: Written): Promise<Answered | string> =>
  filled.api.send(operation.method, request.target, request).catch((error: Error) => error.message);

const told = ({ target, headers, body }: Written, answer: Answered | string): string => {
  const found = typeof answer === 'string' ? answer : `${answer.status} ${answer.text}`;
  const sent = `${target.slice(0, 300)} ${JSON.stringify(headers)} ${String(body).slice(0, 500)}`;
  return `${sent}\n→ ${found.slice(0, 600)}`;
};

describe.each(document.operations)('$name', (operation) => {
  it(`does ${LEAST_DONE} and more of ${GOOD} requests that the document admits, and understands all`, async () => {
    const faults: string[] = [];
    const results: DeliveryResult[] = [];
    const others: string[] = [];
    let done = 0;
    const judge = async (good: Parts) => {
      const request = written(operation, good);
      const answer = await send(operation, request);
      if (typeof answer === 'string' || !isUnderstood(answer)) faults.push(told(request, answer));
      else if (answer.status < 300) done += 1;
      else others.push(told(request, answer));
      if (typeof answer !== 'string') results.push(...resultsOf(answer));
    };
    await inTurns(goodOnes(operation, GOOD), operation.method === 'GET' ? TOGETHER : 1, judge);
    expect(faults.join('\n\n')).toBe('');
    expect(done, others.join('\n\n')).toBeGreaterThanOrEqual(LEAST_DONE);
    if (results.length === 0) return;
    const accepted = results.filter(({ status }) => status === 'accepted');
    expect(accepted.length / results.length).toBeGreaterThan(0.25);
  });

  it(`refuses ${BAD} requests that break the document, and names the place`, async () => {
    const faults: string[] = [];
    const chosen = someOfEachKind(operation);
    const judge = async (bad: Bad) => {
      const answer = await send(operation, bad);
      if (typeof answer === 'string' || !isRefusedAt(answer, bad))
        faults.push(`${bad.kind}, expected at “${bad.place}”: ${told(bad, answer)}`);
    };
    await inTurns(chosen, TOGETHER, judge);
    expect(faults.join('\n\n')).toBe('');
    expect(chosen.length).toBe(BAD);
  });
});

/** Does the work for so many at once, one after the other where they could be in each other's way. */
const inTurns = async <Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<void>) => {
  for (let at = 0; at < items.length; at += width) await Promise.all(items.slice(at, at + width).map(work));
};

/** Each operation has a seed of its own, so that what one has named is not there for the next. */
const goodOnes = (operation: Operation, numRuns: number, strangers: 0 | 1 = 1): Parts[] => {
  const seed = Number(process.env.LAUREL_SEED) + document.operations.indexOf(operation);
  const requests = goodRequests(document, operation, filled.knownTo(operation), strangers);
  return fc.sample(requests, { numRuns, seed });
};

/**
 * Whoever sends a good request is not told that its form is wrong. That what it names does not exist (404, 422), stands
 * there already or cannot be done now (409) is no matter of form: it depends on what is stored, which no document knows.
 */
const isUnderstood = ({ status }: Answered): boolean => status < 300 || [404, 409, 422].includes(status);

/** Bad requests of every kind in turns, those of a kind in an order that the seed decides. */
const someOfEachKind = (operation: Operation): Bad[] => {
  // They name what exists, so that nothing else can be wrong with them.
  const good = goodOnes(operation, 8, 0);
  const byKind = new Map<string, Bad[]>();
  for (const bad of seededShuffle(good.flatMap((each) => badRequests(document, operation, each))))
    byKind.set(bad.kind, [...(byKind.get(bad.kind) ?? []), bad]);
  const turns = [...byKind.values()].flatMap((kind) => kind.map((bad, turn) => ({ bad, turn })));
  return turns
    .sort((a, b) => a.turn - b.turn)
    .slice(0, BAD)
    .map(({ bad }) => bad);
};

const isRefusedAt = (answer: Answered, { place }: Bad): boolean => {
  if (answer.status === 200) return isRejectedAt(resultsOf(answer), place);
  const problem = Problem.safeParse(answer.json);
  const errors = problem.data?.errors ?? [];
  return answer.status >= 400 && answer.status < 500 && errors.some(({ pointer }) => pointer === place);
};

/** A delivery is answered with a result for each activity, the faults of which have pointers into it. */
const isRejectedAt = (results: readonly DeliveryResult[], place: string): boolean => {
  const [, index = '0', within = ''] = /^\/(\d+)(\/.*)?$/.exec(place) ?? [undefined, '0', place];
  const faults = results[Number(index)]?.faults ?? [];
  return within === '' ? faults.length > 0 : faults.some(({ pointer }) => pointer === within);
};

const resultsOf = ({ status, headers, text, json }: Answered): readonly DeliveryResult[] => {
  if (status !== 200) return [];
  if (!headers.get('content-type')?.startsWith('application/x-ndjson'))
    return (json as Partial<Delivery> | undefined)?.results ?? [];
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as DeliveryResult);
};
