import type { Language } from '../language/language.ts';

/** The ISO week of a day, such as `2026-W48`. */
export const weekOf = (day: string): string => {
  const date = new Date(`${day}T00:00:00Z`);
  // The Thursday of a week decides to which year it belongs.
  date.setUTCDate(date.getUTCDate() + 4 - (date.getUTCDay() || 7));
  const first = Date.UTC(date.getUTCFullYear(), 0, 1);
  const week = Math.ceil(((date.getTime() - first) / 86_400_000 + 1) / 7);
  return `${date.getUTCFullYear()}-W${String(week).padStart(2, '0')}`;
};

const LETTERS = ['A', 'B', 'C'];

/** The period of the same unit before one, by their labels. */
export const periodBefore = (label: string): string => {
  const [year = '', part] = /^(\d{4})(?:-(.+))?$/.exec(label)?.slice(1) ?? [];
  if (part === undefined) return String(Number(year) - 1);
  const before = (number: number, last: number, text: (number: number) => string): string =>
    number > 1 ? `${year}-${text(number - 1)}` : `${Number(year) - 1}-${text(last)}`;
  const two = (number: number) => String(number).padStart(2, '0');
  if (part.startsWith('Q')) return before(Number(part.slice(1)), 4, (quarter) => `Q${quarter}`);
  if (part.startsWith('W')) return weekBefore(label);
  const [month = '', rest] = part.split('-');
  if (rest === undefined) return before(Number(month), 12, two);
  const third = LETTERS.indexOf(rest);
  if (third > 0) return `${year}-${month}-${LETTERS[third - 1]}`;
  if (third === 0) return `${periodBefore(`${year}-${month}`)}-C`;
  return dayBefore(label);
};

export const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);

const weekBefore = (label: string): string => {
  const [year = '', week = ''] = label.split('-W');
  // The fourth of January lies in the first week of its year.
  const inWeek = Date.UTC(Number(year), 0, 4) + (Number(week) - 2) * 7 * 86_400_000;
  return weekOf(new Date(inWeek).toISOString().slice(0, 10));
};

/** A period and those before it, the latest first. */
export const periodsUntil = (label: string, howMany: number): string[] => {
  const periods = [label];
  while (periods.length < howMany) periods.push(periodBefore(periods[periods.length - 1] ?? label));
  return periods;
};

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const THIRDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  A: { zh: '上旬', en: 'first third' },
  B: { zh: '中旬', en: 'second third' },
  C: { zh: '下旬', en: 'last third' },
};

/** A period as people say it: `2026 年 11 月`, `Nov 2026`. */
export const periodName = (label: string, language: Language): string => {
  const zh = language === 'zh';
  const [year = label, part, rest] = /^(\d{4})(?:-([^-]+))?(?:-(.+))?$/.exec(label)?.slice(1) ?? [];
  if (part === undefined) return zh ? `${year} 年` : year;
  if (part.startsWith('Q')) return zh ? `${year} 年 ${part.slice(1)} 季度` : `${part} ${year}`;
  if (part.startsWith('W'))
    return zh ? `${year} 年第 ${Number(part.slice(1))} 周` : `Week ${Number(part.slice(1))}, ${year}`;
  const month = zh ? `${Number(part)} 月` : (MONTHS[Number(part) - 1] ?? part);
  if (rest === undefined) return zh ? `${year} 年 ${month}` : `${month} ${year}`;
  const third = THIRDS[rest]?.[language];
  if (third !== undefined) return zh ? `${year} 年 ${month}${third}` : `${month} ${year}, ${third}`;
  return zh ? `${month} ${Number(rest)} 日` : `${Number(rest)} ${month} ${year}`;
};

/** The same without its year, where that goes without saying. */
export const shortPeriodName = (label: string, language: Language): string =>
  language === 'zh'
    ? periodName(label, language).replace(/^\d{4} 年 ?/, '')
    : periodName(label, language).replace(/,? \d{4}/, '');
