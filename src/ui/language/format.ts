import type { Language } from './language.ts';

const LOCALES: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en-GB' };

/** The true minus; a hyphen is easily overlooked in a column of money. */
const withMinus = (text: string): string => text.replace(/^-/, '−');

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥', USD: '$', EUR: '€', GBP: '£' };

/** Digits in groups of three, whatever their number; an exact decimal never becomes a double. */
const grouped = (decimal: string): string => {
  const [whole = '', fraction] = decimal.replace('-', '').split('.');
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${decimal.startsWith('-') ? '−' : ''}${groups}${fraction === undefined ? '' : `.${fraction}`}`;
};

/** Money with its sign, `¥1,284.50`; the amount is an exact decimal. */
export const money = (amount: string, currency: string): string => {
  const text = grouped(amount);
  const sign = SIGNS[currency] ?? `${currency} `;
  return text.startsWith('−') ? `−${sign}${text.slice(1)}` : `${sign}${text}`;
};

/** Money of a table without its sign; zero is an en dash. */
export const tableMoney = (amount: string): string => (/^-?0*(\.0*)?$/.test(amount) ? '–' : grouped(amount));

/** What stands for a name in a small square: the given name in Chinese, else the first letters. */
export const shortName = (name: string): string =>
  /^[\x20-\x7e\u00c0-\u024f]+$/.test(name)
    ? name
        .split(/\s+/)
        .map((word) => word.slice(0, 1))
        .slice(0, 2)
        .join('')
        .toUpperCase()
    : name.slice(-2);

/** A whole number in groups. */
export const count = (amount: string | number): string => grouped(String(amount));

/** At most so many decimals, without zeros at the end. */
const trimmed = (amount: string, decimals: number): string => {
  const [whole = '', fraction = ''] = amount.split('.');
  const kept = fraction.slice(0, decimals).replace(/0+$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
};

/** A figure of a metric in its unit; yuan get the sign of their currency, and no fen. */
export const figure = (value: string, unit: string, language: Language): string => {
  if (unit === '元') return money(Number(value).toFixed(0), 'CNY');
  const text = grouped(trimmed(value, 2));
  return unit === '' || language === 'en' ? text : `${text} ${unit}`;
};

/** A figure short enough for a phone: `7.2 万`, `72k`. */
export const shortFigure = (value: string, language: Language): string => {
  const number = Number(value);
  const [step, unit] = language === 'zh' ? [10_000, ' 万'] : [1_000, 'k'];
  if (Math.abs(number) < 10_000)
    return withMinus(number.toLocaleString(LOCALES[language], { maximumFractionDigits: 0 }));
  return withMinus(
    `${(number / step).toLocaleString(LOCALES[language], { maximumFractionDigits: 1 })}${unit}`,
  );
};

/** A share of 1 as percent, cut after a decimal: 99.96 % is not yet 100 %. */
export const percent = (share: string, decimals = 1): string => {
  const factor = 10 ** decimals;
  return withMinus(`${Math.floor(Number((Number(share) * 100 * factor).toFixed(4))) / factor}%`);
};

/** `11 月 24 日`, `24 Nov`. */
export const dateText = (day: string, language: Language): string => {
  const date = atMidnight(day);
  return language === 'en'
    ? inUtc(date, language, { day: 'numeric', month: 'short' })
    : `${date.getUTCMonth() + 1} 月 ${date.getUTCDate()} 日`;
};

/** `11 月 24 日 周二`, `Tue 24 Nov`. */
export const dayText = (day: string, language: Language): string => {
  const weekday = inUtc(atMidnight(day), language, { weekday: 'short' });
  const date = dateText(day, language);
  return language === 'en' ? `${weekday} ${date}` : `${date} ${weekday}`;
};

const atMidnight = (day: string): Date => new Date(`${day}T00:00:00Z`);

const inUtc = (date: Date, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', ...options }).format(date);

/** The time of day in the zone of the plan, `14:05`. */
export const timeText = (time: string, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(time));

/** `11-24 14:05` in the zone of the plan. */
export const momentText = (time: string, timeZone: string): string =>
  `${monthDay(dayOf(time, timeZone))} ${timeText(time, timeZone)}`;

/** The local day of a moment, `2026-11-24`. */
export const dayOf = (time: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(time),
  );

/** `11-24`, as tables have it. */
export const monthDay = (day: string): string => day.slice(5);
