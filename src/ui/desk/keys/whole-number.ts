/** A whole number within bounds, of what was typed; undefined for everything else. */
export const wholeNumber = (
  text: string,
  { least, most }: Readonly<{ least: number; most: number }>,
): number | undefined => {
  const value = /^\d{1,6}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
};

/** For how many days a key may live, and how many hours its grace may last, as the service has it. */
export const DAYS = { least: 1, most: 400 } as const;
export const GRACE_HOURS = { least: 0, most: 720 } as const;
