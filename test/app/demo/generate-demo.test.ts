import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SMALL_DISTRIBUTOR } from '../../../src/app/demo/demo-sizes.ts';
import { generateDemo } from '../../../src/app/demo/generate-demo.ts';
import { isWorkday } from '../../../src/app/demo/public-holidays.ts';
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

  it('only gains activities when the day moves on within the month', () => {
    for (const [name, text] of demo(7, '2025-06-11')) {
      if (name !== 'activities.csv') {
        expect(june.get(name)).toBe(text);
        continue;
      }
      expect(june.get(name)?.startsWith(text)).toBe(true);
      expect(text.length).toBeLessThan(june.get(name)?.length ?? 0);
    }
  });

  it('is read back without a reject, within its months, whatever the seed and day', async () => {
    const day = fc.record({
      year: fc.integer({ min: 2016, max: 2030 }),
      month: fc.integer({ min: 1, max: 12 }),
      day: fc.integer({ min: 3, max: 28 }),
    });
    const two = (value: number) => String(value).padStart(2, '0');
    const months = fc.integer({ min: 1, max: 2 });
    await fc.assert(
      fc.asyncProperty(fc.integer(), day, months, async (seed, date, count) => {
        const asOf = dateOf(`${date.year}-${two(date.month)}-${two(date.day)}`);
        const sizes = { ...SMALL_DISTRIBUTOR, months: count };
        const files = demo(seed, asOf, sizes);
        const data = await importDemo(files);
        expect(data.rejects).toEqual([]);
        expect(data.inputs.reduce((sum, { duplicates, skipped }) => sum + duplicates + skipped, 0)).toBe(0);
        expect(data.activities.length).toBe(rowsOf(files, 'activities.csv').length);
        const { periods } = generateDemo({ seed, asOf, sizes });
        expect(periods).toHaveLength(count);
        expect(periods.at(-1)).toBe(asOf.slice(0, 7));
        for (const { activity } of data.activities) {
          const happened = localDateAt(activity.time, 'Asia/Shanghai');
          expect(periods).toContain(happened.slice(0, 7));
          expect(happened <= asOf).toBe(true);
        }
      }),
      { numRuns: 6 },
    );
  });

  it('has the people, shops and goods of a small distributor', async () => {
    const data = await importDemo(june);
    expect(data.teams.map(({ code, manager, parent }) => [code, manager, parent])).toEqual([
      ['T0', 'M0', undefined],
      ['T1', 'M1', 'T0'],
      ['T2', 'M2', 'T0'],
    ]);
    expect(data.reps.filter(({ role }) => role === '业务员')).toHaveLength(13);
    expect(data.reps.every(({ employeeNo }) => /^00\d{3}$/.test(employeeNo ?? ''))).toBe(true);
    expect(data.reps.every(({ name }) => /^\p{Script=Han}{2,3}$/u.test(name))).toBe(true);
    expect(new Set(data.reps.map(({ name }) => name)).size).toBe(16);
    expect(data.reps.filter(({ hiredOn = '' }) => hiredOn > '2025-06-01')).toHaveLength(1);
    expect(data.reps.filter(({ leftOn }) => leftOn !== undefined)).toHaveLength(1);
    expect(data.memberships.map(({ rep, team }) => [rep, team])).toEqual([
      ['R01', 'T1'],
      ['R01', 'T2'],
    ]);
    expect(data.products).toHaveLength(300);
    expect(data.products.filter(({ launchedOn = '' }) => launchedOn >= '2025-06-01')).toHaveLength(2);
    expect(data.outlets).toHaveLength(12 * 46);
    expect(new Set(data.outlets.map((outlet) => outlet.class))).toEqual(new Set(['A', 'B', 'C']));
  });

  it('gives the teams no more than their reps together, and each tier more than the one below', () => {
    const targets = rowsOf(june, 'targets.csv');
    const total = (letter: string) =>
      targets
        .filter(({ subject, metric }) => subject?.startsWith(letter) && metric === 'sales')
        .reduce((sum, { amount }) => sum + Number(amount), 0);
    expect(total('T')).toBeLessThan(total('R'));
    expect(total('T')).toBeGreaterThan(total('R') * 0.9);
    const margins = targets.filter(({ metric }) => metric === 'gross-margin');
    for (const own of Map.groupBy(margins, ({ subject }) => subject).values()) {
      expect(own.map(({ tier }) => tier)).toEqual(['base', 'challenge', 'stretch']);
      const amounts = own.map(({ amount }) => Number(amount));
      expect(amounts).toEqual([...new Set(amounts)].sort((a, b) => a - b));
    }
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
    expect(rows.length).toBeLessThan(8500);
    expect(counts['visit.completed']).toBeGreaterThan(1.7 * (counts['order.placed'] ?? 0));
    for (const type of [
      'display.checked',
      'payment.received',
      'order.returned',
      'outlet.opened',
      'promotion.executed',
      'competitor.seen',
    ]) {
      expect(counts[type], type).toBeGreaterThan(10);
    }
    for (const type of ['activity.voided', 'activity.amended']) expect(counts[type]).toBeGreaterThan(0);
  });

  it('is in order of time, in working hours, with Sundays and holidays off', () => {
    const times = rows.map(({ time = '' }) => time);
    expect(times).toEqual([...times].sort());
    for (const time of times) {
      expect(isWorkday(dateOf(time.slice(0, 10))), time).toBe(true);
      expect(time.slice(11, 13) >= '08' && time.slice(11, 13) < '21', time).toBe(true);
    }
  });

  it('has short Saturdays, and a sprint at the end', () => {
    const ordered = new Map<string, number>();
    const visits = new Map<string, number>();
    for (const { type, time = '', amount } of rows) {
      const day = time.slice(0, 10);
      if (type === 'order.placed') ordered.set(day, (ordered.get(day) ?? 0) + Number(amount));
      if (type === 'visit.completed') visits.set(day, (visits.get(day) ?? 0) + 1);
    }
    const mean = (of: ReadonlyMap<string, number>, days: readonly string[]) =>
      days.reduce((sum, day) => sum + (of.get(`2025-06-${day}`) ?? 0), 0) / days.length;
    expect(mean(visits, ['07', '14', '21', '28'])).toBeLessThan(0.8 * mean(visits, ['06', '13', '20', '27']));
    expect(mean(ordered, ['26', '27', '30'])).toBeGreaterThan(1.15 * mean(ordered, ['02', '03', '04', '05']));
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

  it('visits prospects only once they were opened, and opens each once', () => {
    const prospects = new Set(
      rowsOf(june, 'outlets.csv').flatMap(({ code = '', opened_on }) => (opened_on === '' ? [code] : [])),
    );
    const opened = ofType('outlet.opened').map(({ outlet = '' }) => outlet);
    expect(new Set(opened).size).toBe(opened.length);
    expect(opened.every((outlet) => prospects.has(outlet))).toBe(true);
    const open = new Set<string>();
    for (const { type, outlet = '' } of rows) {
      if (type === 'outlet.opened') open.add(outlet);
      else if (prospects.has(outlet)) expect(open.has(outlet)).toBe(true);
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

  it('has the second rep, whom a newcomer looks at first, among the best', () => {
    for (const files of [june, demo(8, '2025-06-30')]) {
      const ordered = new Map<string, number>();
      for (const { type, subject = '', amount } of rowsOf(files, 'activities.csv'))
        if (type === 'order.placed') ordered.set(subject, (ordered.get(subject) ?? 0) + Number(amount));
      const best = [...ordered].sort(([, a], [, b]) => b - a).slice(0, 3);
      expect(best.map(([rep]) => rep)).toContain('R02');
    }
  });

  it('corrects only what happened before', () => {
    const times = new Map(rows.map(({ source, id, time }) => [`${source} ${id}`, time]));
    for (const row of rows.filter(({ original_id }) => original_id !== '')) {
      expect(String(times.get(`${row.source} ${row.original_id}`)) < String(row.time)).toBe(true);
    }
  });
});

describe('the batches of the demo', () => {
  const sizes = { ...SMALL_DISTRIBUTOR, months: 2 };
  const { batches, periods } = generateDemo({ seed: 7, asOf: dateOf('2025-06-11'), sizes });
  const all = [...batches({ size: 1000 })];

  it('are whole days in a row, of one month each, and hold everything once', () => {
    expect(periods).toEqual(['2025-05', '2025-06']);
    for (const [index, { period, from, to, count, file }] of all.entries()) {
      const rows = rowsOf(new Map([['activities.csv', file]]), 'activities.csv');
      expect(rows).toHaveLength(count);
      expect([from.slice(0, 7), to.slice(0, 7)]).toEqual([period, period]);
      expect(rows.every(({ time = '' }) => time.slice(0, 10) >= from && time.slice(0, 10) <= to)).toBe(true);
      const next = all[index + 1];
      if (next) expect(next.from > to).toBe(true);
      if (next?.period === period) expect(count).toBeGreaterThanOrEqual(1000);
    }
    const total = all.reduce((sum, { count }) => sum + count, 0);
    expect(total).toBe(rowsOf(demo(7, '2025-06-11', sizes), 'activities.csv').length);
  });

  it('of one month are the same as those of all', () => {
    expect([...batches({ period: '2025-06', size: 1000 })]).toEqual(
      all.filter(({ period }) => period === '2025-06'),
    );
    expect([...batches({ period: '2025-04' })]).toEqual([]);
  });
});
