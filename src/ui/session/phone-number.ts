/**
 * A phone number as E.164, as somebody writes it: eleven digits are Chinese, and spaces and hyphens are left out.
 * Undefined for what is no number.
 */
export const phoneNumberOf = (text: string): string | undefined => {
  const digits = text.replace(/[\s\-()]/g, '').replace(/^00/, '+');
  const number = /^1\d{10}$/.test(digits) ? `+86${digits}` : digits;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
};
