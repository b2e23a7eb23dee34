import type { Amount, Band } from '../../../schemas/amount.ts';
import { decimal } from '../money/decimal.ts';
import { type Finding, finding } from './finding.ts';
import type { LintedRule } from './linted-plan.ts';
import { rewardLines } from './reward-lines.ts';
import { percent, shownThreshold } from './shown-threshold.ts';
import { bandsIn } from './written-bands.ts';

const ATTAINMENTS: readonly string[] = ['attainment', 'timeProportionalAttainment'];

/**
 * Finds whole-amount bands over an attainment where one sale more changes the rate of everything sold. Fixed amounts
 * a band jump too, but by what is written there; and the lowest band is the gate everybody knows of.
 */
export const checkCliff = (linted: LintedRule): Finding[] =>
  rewardLines(linted).flatMap((line) =>
    bandsIn(line.amount, line.path).flatMap(({ path, amount }) => {
      if (amount.mode !== 'whole' || !isAttainment(amount.on)) return [];
      return amount.bands.flatMap((band, index) => {
        const rates = jump(amount.bands[index - 1], band);
        if (!rates) return [];
        const place = { document: linted.document, path: [...path, 'bands', index, 'rate'] };
        return cliff(place, shownThreshold(band.from, amount.on), rates);
      });
    }),
  );

const isAttainment = (on: Amount): boolean =>
  typeof on === 'object' && 'fact' in on && ATTAINMENTS.includes(on.fact);

/** The rates on both sides of the beginning of a band, where both are written as numbers and differ. */
const jump = (below: Band | undefined, band: Band): readonly [string, string] | undefined => {
  const [from, to] = [below?.rate, band.rate];
  if (from === undefined || to === undefined || typeof from === 'object' || typeof to === 'object')
    return undefined;
  return decimal(from).eq(decimal(to)) ? undefined : [percent(from), percent(to)];
};

const cliff = (
  place: Parameters<typeof finding>[1],
  at: string,
  [from, to]: readonly [string, string],
): Finding =>
  finding(
    'cliff',
    place,
    {
      zh: `到 ${at} 时，全部基数的比例一下从 ${from} 变成 ${to}，差一单就差很多钱。`,
      en: `At ${at} the rate of the whole base jumps from ${from} to ${to}, so that one sale more changes a lot.`,
    },
    {
      zh: '想平缓一些，改成只算超出的那段（marginal）；就要这个效果，留着也行。',
      en: 'Use marginal bands to pay the higher rate for the part above only; keep it if the jump is what you want.',
    },
  );
