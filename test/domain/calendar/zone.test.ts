import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/domain/calendar/local-date.ts';
import { formatInstant, localDateAt, parseInstant, startOfDay } from '../../../src/domain/calendar/zone.ts';
import { date, dates, zones } from './arbitraries.ts';

const utc = (text: string) => Date.parse(text);
const instants = fc.integer({ min: utc('1901-01-01T00:00:00Z'), max: utc('2198-12-31T00:00:00Z') });

describe('startOfDay', () => {
  it.each([
    ['Asia/Shanghai', '2017-03-09', '2017-03-08T16:00:00Z'],
    ['America/Sao_Paulo', '2017-10-15', '2017-10-15T03:00:00Z'],
    ['Asia/Beirut', '2017-03-26', '2017-03-25T22:00:00Z'],
    ['America/Havana', '2017-11-05', '2017-11-05T04:00:00Z'],
    ['America/St_Johns', '2010-11-07', '2010-11-07T02:30:00Z'],
    ['Pacific/Apia', '2011-12-29', '2011-12-29T10:00:00Z'],
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00Z'],
    ['Europe/Berlin', '2017-10-30', '2017-10-29T23:00:00Z'],
  ])('%s %s', (zone, day, instant) => {
    expect(new Date(startOfDay(date(day), zone))).toEqual(new Date(instant));
  });

  it('refuses what is no zone', () => {
    expect(() => startOfDay(date('2017-01-01'), 'Mars/Olympus')).toThrow(RangeError);
  });
});

describe('localDateAt', () => {
  it('names the day that has begun and never runs backwards', () => {
    const justBefore = startOfDay(date('2017-10-15'), 'America/Sao_Paulo') - 1;
    expect(localDateAt(justBefore, 'America/Sao_Paulo')).toBe('2017-10-14');
    expect(localDateAt(justBefore + 1, 'America/Sao_Paulo')).toBe('2017-10-15');
    expect(localDateAt(utc('2011-12-30T10:00:00Z'), 'Pacific/Apia')).toBe('2011-12-31');
    // At 00:01 clocks went back to 23:01 of the evening before; the hour stays with the new day.
    expect(localDateAt(utc('2010-11-07T02:45:00Z'), 'America/St_Johns')).toBe('2010-11-07');
    expect(() => localDateAt(Number.NaN, 'UTC')).toThrow(RangeError);
    expect(() => localDateAt(1e17, 'UTC')).toThrow(RangeError);
  });

  it('lies within the day it names', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const day = localDateAt(instant, zone);
        expect(startOfDay(day, zone)).toBeLessThanOrEqual(instant);
        expect(startOfDay(addDays(day, 1), zone)).toBeGreaterThan(instant);
      }),
    );
  });

  it('finds every day that a zone has at its start', () => {
    fc.assert(
      fc.property(dates, zones, (day, zone) => {
        fc.pre(startOfDay(day, zone) < startOfDay(addDays(day, 1), zone));
        expect(localDateAt(startOfDay(day, zone), zone)).toBe(day);
        expect(localDateAt(startOfDay(day, zone) - 1, zone) < day).toBe(true);
      }),
    );
  });
});

describe('parseInstant', () => {
  it.each([
    ['2017-03-09T08:05:30Z', '2017-03-09T08:05:30Z'],
    ['2017-03-09T08:05:30.123456+08:00', '2017-03-09T00:05:30.123Z'],
    ['2017-03-09T08:05-0330', '2017-03-09T11:35:00Z'],
    ['2017-03-09T08:05+08', '2017-03-09T00:05:00Z'],
    ['2017-03-09 08:05:30', '2017-03-09T00:05:30Z'],
    ['2017-03-09T08:05', '2017-03-09T00:05:00Z'],
    ['2017-03-09', '2017-03-08T16:00:00Z'],
    ['2017/03/09', '2017-03-08T16:00:00Z'],
    ['2017/3/9', '2017-03-08T16:00:00Z'],
    ['2017/3/9 8:05', '2017-03-09T00:05:00Z'],
    ['2017/3/9 18:05:07', '2017-03-09T10:05:07Z'],
    ['2016-02-29T23:59:59.5', '2016-02-29T15:59:59.500Z'],
  ])('%s in Shanghai', (text, instant) => {
    expect(parseInstant(text, 'Asia/Shanghai')).toBe(utc(instant));
  });

  it.each([
    '2017-02-29',
    '2017-02-29T10:00Z',
    '2017/2/30 8:05',
    '2017-03-09T24:00',
    '2017-03-09T23:60',
    '2017-03-09T23:59:60Z',
    '2017-03-09T8:05',
    '2017-03-09T08:05+16:00',
    '2017-03-09T08:05+08:60',
    '2017-03-09Z',
    '2017-3-9',
    '2017/03-09',
    '2017/3/9T8:05',
    '2017-W10',
    '20170309',
    '42803',
    ' 2017-03-09',
    '2017-03-09\n',
    '1899-12-31T00:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text, 'Asia/Shanghai')).toBeUndefined();
  });

  it('takes the first of two equal local times and refuses skipped ones', () => {
    expect(parseInstant('2017-10-29T02:30', 'Europe/Berlin')).toBe(utc('2017-10-29T00:30:00Z'));
    expect(parseInstant('2017-10-29T03:00', 'Europe/Berlin')).toBe(utc('2017-10-29T02:00:00Z'));
    expect(parseInstant('2017-03-26T02:30', 'Europe/Berlin')).toBeUndefined();
    expect(parseInstant('2017-03-26T03:00', 'Europe/Berlin')).toBe(utc('2017-03-26T01:00:00Z'));
    expect(parseInstant('2017-10-15T00:30', 'America/Sao_Paulo')).toBeUndefined();
    expect(parseInstant('2017-10-15', 'America/Sao_Paulo')).toBe(utc('2017-10-15T03:00:00Z'));
    expect(parseInstant('2011-12-30', 'Pacific/Apia')).toBeUndefined();
    expect(parseInstant('2011-12-30T12:00', 'Pacific/Apia')).toBeUndefined();
    expect(parseInstant('2010-11-06T23:30', 'America/St_Johns')).toBe(utc('2010-11-07T02:00:00Z'));
  });
});

describe('formatInstant', () => {
  it.each([
    ['Asia/Shanghai', '2017-03-09T00:05:30Z', '2017-03-09T08:05:30+08:00'],
    ['Asia/Shanghai', '2017-03-09T00:05:30.120Z', '2017-03-09T08:05:30.120+08:00'],
    ['America/St_Johns', '2017-01-01T00:00:00Z', '2016-12-31T20:30:00-03:30'],
    ['UTC', '2017-01-01T00:00:00Z', '2017-01-01T00:00:00+00:00'],
    ['Europe/Berlin', '2017-10-29T00:30:00Z', '2017-10-29T02:30:00+02:00'],
    ['Europe/Berlin', '2017-10-29T01:30:00Z', '2017-10-29T02:30:00+01:00'],
    ['Africa/Monrovia', '1970-01-01T00:00:00Z', '1969-12-31T23:16:00-00:44'],
  ])('%s %s', (zone, instant, text) => {
    expect(formatInstant(utc(instant), zone)).toBe(text);
  });

  it('is read back as the same instant, in any zone', () => {
    fc.assert(
      fc.property(instants, zones, zones, (instant, zone, other) => {
        expect(parseInstant(formatInstant(instant, zone), other)).toBe(instant);
      }),
    );
  });

  it('shows the local date of the instant', () => {
    const wholeMinutes = fc.integer({ min: utc('1950-01-01T00:00:00Z'), max: utc('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(
        wholeMinutes,
        fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'Asia/Kathmandu'),
        (instant, zone) => {
          const text = formatInstant(instant, zone);
          expect(text.slice(0, 10)).toBe(localDateAt(instant, zone));
        },
      ),
    );
  });
});
