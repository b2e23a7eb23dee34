import type { DeliveredJson } from '../app/activities/deliver-activities.ts';
import { depthOf, MOST_DEPTH } from './middleware/bound-body.ts';

/** Longest line of a stream, in bytes: an activity takes a few hundred. */
const MOST_LINE = 64 * 1024;

/** Empty lines are left out; what is no JSON is passed on as a fault of its line. */
const itemOf = (line: string): DeliveredJson | undefined => {
  if (line.trim() === '') return undefined;
  if (line.length > MOST_LINE)
    return fault(
      'too-long',
      `The line is longer than ${MOST_LINE / 1024} KiB; an activity is one short JSON object.`,
    );
  if (depthOf(line) > MOST_DEPTH)
    return fault('bad-value', `The line is nested deeper than ${MOST_DEPTH} levels; an activity is flat.`);
  try {
    return { json: JSON.parse(line) };
  } catch {
    return fault(
      'not-json',
      'The line is not a JSON document; write one activity as a JSON object on one line.',
    );
  }
};

const fault = (code: 'too-long' | 'not-json' | 'bad-value', message: string): DeliveredJson => ({
  fault: { field: '', code, message },
});

/**
 * Reads a stream of JSON lines in batches, which bounds what is in memory: of a line that never ends no more is kept
 * than tells that it is too long.
 */
export async function* readLines(
  body: ReadableStream<Uint8Array>,
  batch: number,
): AsyncGenerator<DeliveredJson[]> {
  const decoder = new TextDecoder();
  let items: DeliveredJson[] = [];
  let rest = '';
  const take = (line: string) => {
    const item = itemOf(line);
    if (item) items.push(item);
  };
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = (lines.pop() ?? '').slice(0, MOST_LINE + 1);
    for (const line of lines) {
      take(line);
      if (items.length < batch) continue;
      yield items;
      items = [];
    }
  }
  take(rest + decoder.decode());
  if (items.length > 0) yield items;
}
