/** ISO 4217, list one: every currency whose minor unit is not a hundredth. */
const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...['BIF', 'CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG'].map((code) => [code, 0] as const),
  ...['RWF', 'UGX', 'UYI', 'VND', 'VUV', 'XAF', 'XOF', 'XPF'].map((code) => [code, 0] as const),
  ...['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].map((code) => [code, 3] as const),
  ...['CLF', 'UYW'].map((code) => [code, 4] as const),
]);

/**
 * The number of decimal places of the currency's minor unit by ISO 4217: 2 for CNY (fen), 0 for JPY.
 * Three capital letters that are not in the table have 2, also metals and test codes, for which ISO defines none.
 * Throws RangeError for anything but three capital letters.
 */
export function exponentOf(currency: string): number {
  if (!/^[A-Z]{3}$/.test(currency)) throw new RangeError('a currency is three capital letters (ISO 4217)');
  return EXPONENTS.get(currency) ?? 2;
}
