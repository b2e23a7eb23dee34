import type { Tri } from './condition-program.ts';

/** False if any is false; else unknown if any is unknown; else true. */
export const andAll = (values: readonly Tri[]): Tri => {
  let result: Tri = true;
  for (const value of values) {
    if (value === false) return false;
    if (value === undefined) result = undefined;
  }
  return result;
};

/** True if any is true; else unknown if any is unknown; else false. */
export const orAll = (values: readonly Tri[]): Tri => {
  let result: Tri = false;
  for (const value of values) {
    if (value === true) return true;
    if (value === undefined) result = undefined;
  }
  return result;
};

/** Unknown stays unknown: what we do not know cannot be denied either. */
export const negate = (value: Tri): Tri => (value === undefined ? undefined : !value);
