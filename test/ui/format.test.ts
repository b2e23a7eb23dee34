import { describe, expect, it } from 'vitest';
import {
  dateText,
  dayText,
  figure,
  money,
  percent,
  shortFigure,
  tableMoney,
} from '../../src/ui/language/format.ts';

describe('numbers as people write them', () => {
  it('money keeps every digit, and has a true minus before its sign', () => {
    expect(money('1284.50', 'CNY')).toBe('¥1,284.50');
    expect(money('-90071992547409931.05', 'CNY')).toBe('−¥90,071,992,547,409,931.05');
    expect(money('12.00', 'CHF')).toBe('CHF 12.00');
  });

  it('zero in a table is a dash', () => {
    expect(['0', '0.00', '-0.00', '0.10'].map(tableMoney)).toEqual(['–', '–', '–', '0.10']);
  });

  it('percent is cut, so that nothing is reached before it is', () => {
    expect([percent('0.9996', 0), percent('1', 0), percent('1.1005'), percent('0.29', 0)]).toEqual([
      '99%',
      '100%',
      '110%',
      '29%',
    ]);
  });

  it('figures have their unit in Chinese, and yuan their sign', () => {
    expect(figure('72080.9', '元', 'zh')).toBe('¥72,081');
    expect(figure('1234.50', '箱', 'zh')).toBe('1,234.5 箱');
    expect(figure('3', '家', 'en')).toBe('3');
    expect([shortFigure('72080.9', 'zh'), shortFigure('72080.9', 'en'), shortFigure('3', 'zh')]).toEqual([
      '7.2 万',
      '72.1k',
      '3',
    ]);
  });

  it('days have their weekday', () => {
    expect([dayText('2026-11-18', 'zh'), dayText('2026-11-18', 'en')]).toEqual([
      '11 月 18 日 周三',
      'Wed 18 Nov',
    ]);
    expect([dateText('2026-09-07', 'zh'), dateText('2026-09-07', 'en')]).toEqual(['9 月 7 日', '7 Sept']);
  });
});
