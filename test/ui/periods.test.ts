import { describe, expect, it } from 'vitest';
import { periodBefore, periodName, periodsUntil, weekOf } from '../../src/ui/figures/periods.ts';

describe('the period before', () => {
  it.each([
    ['2026', '2025'],
    ['2026-Q1', '2025-Q4'],
    ['2026-Q3', '2026-Q2'],
    ['2026-01', '2025-12'],
    ['2026-11', '2026-10'],
    ['2026-11-A', '2026-10-C'],
    ['2026-11-C', '2026-11-B'],
    ['2026-W01', '2025-W52'],
    ['2021-W01', '2020-W53'],
    ['2026-W48', '2026-W47'],
    ['2026-03-01', '2026-02-28'],
  ])('%s is %s', (period, before) => expect(periodBefore(period)).toBe(before));

  it('goes on to those before it', () =>
    expect(periodsUntil('2026-02', 3)).toEqual(['2026-02', '2026-01', '2025-12']));
});

describe('the week of a day', () => {
  it.each([
    ['2026-11-24', '2026-W48'],
    ['2027-01-03', '2026-W53'],
    ['2024-12-30', '2025-W01'],
  ])('%s is %s', (day, week) => expect(weekOf(day)).toBe(week));
});

describe('the name of a period', () => {
  it.each([
    ['2026', '2026 年', '2026'],
    ['2026-Q3', '2026 年 3 季度', 'Q3 2026'],
    ['2026-11', '2026 年 11 月', 'Nov 2026'],
    ['2026-11-B', '2026 年 11 月中旬', 'Nov 2026, second third'],
    ['2026-W48', '2026 年第 48 周', 'Week 48, 2026'],
    ['2026-11-24', '11 月 24 日', '24 Nov 2026'],
  ])('%s', (period, zh, en) => {
    expect([periodName(period, 'zh'), periodName(period, 'en')]).toEqual([zh, en]);
  });
});
