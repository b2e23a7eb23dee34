import { type Amount, Formula } from '../../../schemas/amount.ts';
import { objectsIn } from './written-objects.ts';

export type BandsAmount = Extract<Amount, { kind: 'bands' }>;
export type WrittenBands = Readonly<{ path: readonly (string | number)[]; amount: BandsAmount }>;

/** Every `bands` formula in a part of a document, wherever it nests, figures over members included. */
export const bandsIn = (value: unknown, path: readonly (string | number)[]): WrittenBands[] =>
  objectsIn(value, path).flatMap((found) => {
    if (found.object.kind !== 'bands') return [];
    const { data } = Formula.safeParse(found.object);
    const amount = data as Amount | undefined;
    return typeof amount === 'object' && 'kind' in amount && amount.kind === 'bands'
      ? [{ path: found.path, amount }]
      : [];
  });
