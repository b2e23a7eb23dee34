import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADING, idsOf, importFiles, orderRow, placesOf, REPS } from './sample-import.ts';

const activities = (...rows: readonly string[]) => ({
  'reps.csv': REPS,
  'activities.csv': [HEADING, ...rows].join('\n'),
});
const at = (row: number, column: string, code: string) => `activities.csv:${row}:${column} ${code}`;

describe('bad rows are told with their place, and all good rows go in', () => {
  it.each([
    ['an unknown rep', { subject: 'r1' }, ['subject unknown-rep']],
    ['a date that is not one', { time: '2017-02-30' }, ['time not-a-date']],
    ['1e999', { amount: '1e999' }, ['amount not-a-number']],
    ['a formula in a number column', { quantity: '=1+1' }, ['quantity not-a-number']],
    ['a formula in a date column', { due_on: '=TODAY()' }, ['due_on not-a-date']],
    ['a foreign currency', { currency: 'USD' }, ['currency foreign-currency']],
    ['an unknown type', { type: 'order.place' }, ['type unknown-type']],
    [
      'three faults',
      { subject: 'R9', time: 'soon', amount: 'much' },
      ['amount not-a-number', 'subject unknown-rep', 'time not-a-date'],
    ],
  ])('%s', async (_, cells, faults) => {
    const data = await importFiles(activities(orderRow('A1'), orderRow('A2', cells), orderRow('A3')));
    expect(idsOf(data)).toEqual(['A1', 'A3']);
    expect(placesOf(data)).toEqual(faults.map((fault) => `activities.csv:3:${fault}`));
    expect(data.rejects[0]?.raw).toBe(orderRow('A2', cells));
    expect(data.rejects.every(({ message }) => /[.?]$/.test(message) && message.length > 20)).toBe(true);
    expect(data.inputs[1]).toMatchObject({ rows: 3, accepted: 2, rejected: 1, duplicates: 0, skipped: 0 });
  });

  it('a duplicate id with other content: all its rows', async () => {
    const data = await importFiles(
      activities(
        orderRow('A1'),
        orderRow('A2'),
        orderRow('A1', { amount: '11' }),
        orderRow('A2', { amount: '10.0' }),
      ),
    );
    expect(placesOf(data)).toEqual([at(2, 'id', 'conflict'), at(4, 'id', 'conflict')]);
    expect(data.rejects[0]?.message).toContain('row 4 of activities.csv');
    expect(data.rejects[1]?.message).toContain('row 2 of activities.csv');
    expect(idsOf(data)).toEqual(['A2']);
    expect(data.inputs[1]).toMatchObject({ rows: 4, accepted: 1, duplicates: 1, rejected: 2 });
  });

  it('a line of 20 MB', async () => {
    const long = orderRow('A2', { note: 'x'.repeat(20_000_000) });
    const data = await importFiles(activities(orderRow('A1'), long, orderRow('A3')));
    expect(placesOf(data)).toEqual([at(3, '', 'too-long')]);
    expect(idsOf(data)).toEqual(['A1', 'A3']);
  });

  it('a quote that never closes', async () => {
    const data = await importFiles(
      activities(
        orderRow('A1'),
        orderRow('A2', { note: '"broken' }),
        orderRow('A3'),
        orderRow('A4', { note: '"a, b"' }),
      ),
    );
    expect(placesOf(data)).toEqual([at(3, '', 'unclosed-quote')]);
    expect(idsOf(data)).toEqual(['A1', 'A3', 'A4']);
  });

  it('rows of the wrong width, while missing and additional empty cells do no harm', async () => {
    const data = await importFiles(
      activities('A1,erp', `${orderRow('A2')},,`, `${orderRow('A3')},x`, 'A4,erp,order.placed,2017-03-09,R1'),
    );
    expect(placesOf(data)).toEqual([at(2, '', 'column-count'), at(4, '', 'column-count')]);
    expect(idsOf(data)).toEqual(['A2', 'A4']);
  });

  it('bytes that are not UTF-8 in a file that is', async () => {
    const names = '一二三四五六七八九十百千万亿';
    const text = new TextEncoder().encode(
      `${activities(orderRow('A1', { note: names }))['activities.csv']}\n`,
    );
    const broken = new TextEncoder()
      .encode(orderRow('A2', { note: '@' }))
      .map((byte) => (byte === 0x40 ? 0xb1 : byte));
    const data = await importFiles({
      'reps.csv': REPS,
      'activities.csv': Uint8Array.from([...text, ...broken]),
    });
    expect(placesOf(data)).toEqual([at(3, 'note', 'not-text')]);
    expect(idsOf(data)).toEqual(['A1']);
  });
});

describe('a file that cannot be used is refused with one entry', () => {
  it('a missing required column names the nearest heading', async () => {
    const text = `${HEADING.replace('subject', 'subjekt')}\n${orderRow('A1')}\n${orderRow('A2')}`;
    const data = await importFiles({ 'reps.csv': REPS, 'activities.csv': text });
    expect(placesOf(data)).toEqual([at(1, 'subject', 'missing-column')]);
    expect(data.rejects[0]?.message).toContain('"subjekt"');
    expect(data.reps).toHaveLength(2);
    expect(data.inputs[1]).toMatchObject({ rows: 0, accepted: 0, rejected: 0 });
  });

  it.each([
    ['an empty file', '', ':1: missing-column'],
    ['a heading with a broken quote', '"id,source\nA1,x', ':1: missing-column'],
    ['a heading that stands twice', `${HEADING},amount\n`, ':1:amount conflict'],
    ['a picture', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10, 0xff]), ':0: not-text'],
  ])('%s', async (_, content, place) => {
    const data = await importFiles({ 'activities.csv': content });
    expect(placesOf(data)).toEqual([`activities.csv${place}`]);
  });
});

describe('unusual input that is good', () => {
  it('a byte order mark, semicolons, CR LF, -0 and a formula in a text column', async () => {
    const rows = [HEADING, orderRow('A1', { amount: '-0', note: '=SUM(A1)' })];
    const text = `\uFEFF${rows.join('\r\n').replaceAll(',', ';')}\r\n`;
    const data = await importFiles({ 'reps.csv': REPS, 'activities.csv': text });
    expect(data.rejects).toEqual([]);
    expect(data.activities[0]?.activity.data).toEqual({ amount: '0', note: '=SUM(A1)' });
    expect(data.inputs[1]).toMatchObject({ encoding: 'utf-8-bom', delimiter: ';' });
  });

  it('GB18030', async () => {
    // R1,李娜 as GB18030.
    const bytes = [...new TextEncoder().encode('code,name\nR1,'), 0xc0, 0xee, 0xc4, 0xc8];
    const data = await importFiles({ 'reps.csv': Uint8Array.from(bytes) });
    expect(data.reps).toEqual([{ code: 'R1', name: '李娜', attributes: {} }]);
    expect(data.inputs[0]?.encoding).toBe('gb18030');
  });

  it('blank rows as spreadsheets leave them', async () => {
    const data = await importFiles(activities(orderRow('A1'), ',,,,,,,,,,,', '', orderRow('A2')));
    expect(data.rejects).toEqual([]);
    expect(data.inputs[1]).toMatchObject({ rows: 2, accepted: 2 });
  });
});

it('never throws for arbitrary bytes or texts, and every row ends in one count', async () => {
  const text = fc.string({
    unit: fc.constantFrom('"', ',', '\n', '\r', '{', '}', 'R1', 'a', '\0', '=', '𠀀'),
  });
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    text,
    text.map((body) => `code,name,team\n${body}`),
    text.map((body) => `${HEADING}\n${body}`),
  );
  const name = fc.constantFrom('reps.csv', 'teams.csv', 'targets.csv', 'activities.csv', 'activities.ndjson');
  await fc.assert(
    fc.asyncProperty(fc.dictionary(name, content), async (files) => {
      const data = await importFiles(files);
      for (const { rows, accepted, duplicates, skipped, rejected } of data.inputs) {
        expect(accepted).toBeGreaterThanOrEqual(0);
        expect(accepted + duplicates + skipped + rejected).toBe(rows);
      }
    }),
    { numRuns: 300 },
  );
});
