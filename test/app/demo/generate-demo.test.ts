import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateDemo } from '../../../src/app/demo/generate-demo.ts';
import { weekdayOf } from '../../../src/domain/calendar/local-date.ts';
import { localDateAt } from '../../../src/domain/calendar/zone.ts';
import { dateOf, demo, importDemo, rowsOf } from './demo-import.ts';

const june = demo(7, '2025-06-30');

describe('the demo distributor', () => {
  it('is the same to the byte for the same seed and day', () => {
    expect([...demo(7, '2025-06-30')]).toEqual([...june]);
  });

  it('is another one for another seed', () => {
    const other = demo(8, '2025-06-30');
    for (const name of ['reps.csv', 'outlets.csv', 'targets.csv', 'activities.csv']) {
      expect(other.get(name)).not.toBe(june.get(name));
    }
  });

  it('only gains rows when the day moves on within the month', () => {
    const earlier = demo(7, '2025-06-11');
    for (const [name, text] of earlier) {
      if (name === 'outlets.csv') {
        const later = new Set(june.get(name)?.split('\n'));
        expect(text.split('\n').filter((line) => !later.has(line))).toEqual([]);
      } else if (name === 'activities.csv') {
        expect(june.get(name)?.startsWith(text)).toBe(true);
        expect(text.length).toBeLessThan(june.get(name)?.length ?? 0);
      } else {
        expect(june.get(name)).toBe(text);
      }
    }
  });

  it('is read back without a reject, within the month, whatever the seed and day', async () => {
    const day = fc.record({
      year: fc.integer({ min: 2016, max: 2030 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 1, max: 28 }),
    });
    const two = (value: number) => String(value).padStart(2, '0');
    await fc.assert(
      fc.asyncProperty(fc.integer(), day, async (seed, date) => {
        const asOf = dateOf(`${date.year}-${two(date.month)}-${two(date.day)}`);
        const files = generateDemo({ seed, asOf });
        const data = await importDemo(files);
        expect(data.rejects).toEqual([]);
        expect(data.inputs.reduce((sum, { duplicates, skipped }) => sum + duplicates + skipped, 0)).toBe(0);
        expect(data.activities.length).toBe(rowsOf(files, 'activities.csv').length);
        for (const { activity } of data.activities) {
          const happened = localDateAt(activity.time, 'Asia/Shanghai');
          expect(happened.slice(0, 7)).toBe(asOf.slice(0, 7));
          expect(happened <= asOf).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('has the people, shops and goods of a small distributor', async () => {
    const data = await importDemo(june);
    expect(data.teams.map(({ code, manager }) => [code, manager])).toEqual([
      ['T1', 'M1'],
      ['T2', 'M2'],
    ]);
    expect(data.reps.filter(({ role }) => role === '业务员')).toHaveLength(12);
    expect(data.reps.every(({ employeeNo }) => /^00\d{3}$/.test(employeeNo ?? ''))).toBe(true);
    expect(data.reps.every(({ name }) => /^\p{Script=Han}{2,3}$/u.test(name))).toBe(true);
    expect(new Set(data.reps.map(({ name }) => name)).size).toBe(14);
    expect(data.reps.filter(({ hiredOn = '' }) => hiredOn > '2025-06-01')).toHaveLength(1);
    expect(data.reps.filter(({ leftOn }) => leftOn !== undefined)).toHaveLength(1);
    expect(data.memberships.map(({ rep, team }) => [rep, team])).toEqual([
      ['R01', 'T1'],
      ['R01', 'T2'],
    ]);
    expect(data.products).toHaveLength(24);
    expect(data.products.filter(({ launchedOn = '' }) => launchedOn >= '2025-06-01')).toHaveLength(1);
    expect(data.outlets.length).toBeGreaterThan(12 * 45);
    expect(new Set(data.outlets.map((outlet) => outlet.class))).toEqual(new Set(['A', 'B', 'C']));
  });

  it('gives the teams no more than their reps together', () => {
    const targets = rowsOf(june, 'targets.csv').filter(({ tier }) => tier === 'base');
    const total = (letter: string) =>
      targets
        .filter(({ subject }) => subject?.startsWith(letter))
        .reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(total('T')).toBeLessThan(total('R'));
    expect(total('T')).toBeGreaterThan(total('R') * 0.9);
  });
});

describe('the month of the demo', () => {
  const rows = rowsOf(june, 'activities.csv');
  const ofType = (type: string) => rows.filter((row) => row.type === type);

  it('has some thousand activities of every kind', () => {
    const counts = Object.fromEntries(
      [...Map.groupBy(rows, ({ type }) => type)].map(([type, { length }]) => [type, length]),
    );
    expect(rows.length).toBeGreaterThan(4000);
    expect(rows.length).toBeLessThan(7500);
    expect(counts['visit.completed']).toBeGreaterThan(2 * (counts['order.placed'] ?? 0));
    for (const type of ['display.checked', 'payment.received', 'order.returned', 'outlet.opened']) {
      expect(counts[type]).toBeGreaterThan(10);
    }
    for (const type of ['activity.voided', 'activity.amended']) expect(counts[type]).toBeGreaterThan(0);
  });

  it('is in order of time, in working hours, with Sundays off', () => {
    const times = rows.map(({ time = '' }) => time);
    expect(times).toEqual([...times].sort());
    for (const time of times) {
      expect(weekdayOf(dateOf(time.slice(0, 10)))).not.toBe(7);
      expect(time.slice(11, 13) >= '08' && time.slice(11, 13) < '21').toBe(true);
    }
  });

  it('writes money with two decimals, and what was returned as negative', () => {
    const moneyed = rows.filter(({ amount }) => amount !== '');
    expect(moneyed.every(({ amount = '' }) => /^-?\d+\.\d\d$/.test(amount))).toBe(true);
    const isNegative = ({ amount, quantity }: (typeof rows)[number]) =>
      Number(amount) < 0 && Number(quantity) < 0;
    expect(ofType('order.returned').every(isNegative)).toBe(true);
    expect(ofType('order.placed').some(isNegative)).toBe(false);
    const products = rowsOf(june, 'products.csv');
    expect(
      products.every(({ cost, margin, price }) => (Number(cost) + Number(margin)).toFixed(2) === price),
    ).toBe(true);
  });

  it('lets nobody work before the first or after the last day, nor sells what is not launched', () => {
    const reps = new Map(rowsOf(june, 'reps.csv').map((row) => [row.code, row]));
    const products = new Map(rowsOf(june, 'products.csv').map((row) => [row.code, row]));
    for (const { type = '', subject, product = '', time = '' } of rows) {
      const rep = reps.get(subject);
      expect(time.slice(0, 10) >= (rep?.hired_on ?? '9')).toBe(true);
      if (rep?.left_on && !type.startsWith('activity.')) expect(time.slice(0, 10) <= rep.left_on).toBe(true);
      if (product) expect(time.slice(0, 10) >= (products.get(product)?.launched_on ?? '9')).toBe(true);
    }
  });

  it('has good reps and weak ones, and an open share of complete visits', () => {
    const visits = ofType('visit.completed');
    const complete = visits.filter(({ steps_done, minutes }) => steps_done === '8' && Number(minutes) >= 5);
    expect(complete.length / visits.length).toBeGreaterThan(0.7);
    expect(complete.length / visits.length).toBeLessThan(0.95);
    const perDay = [
      ...Map.groupBy(complete, ({ subject, time }) => `${subject} ${time?.slice(0, 10)}`).values(),
    ].map(({ length }) => length);
    expect(perDay.filter((count) => count >= 15).length).toBeGreaterThan(5);
    expect(perDay.filter((count) => count < 10).length).toBeGreaterThan(20);
  });

  it('corrects only what happened before', () => {
    const times = new Map(rows.map(({ source, id, time }) => [`${source} ${id}`, time]));
    for (const row of rows.filter(({ original_id }) => original_id !== '')) {
      expect(String(times.get(`${row.source} ${row.original_id}`)) < String(row.time)).toBe(true);
    }
  });
});
