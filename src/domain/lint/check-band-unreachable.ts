import type { Band } from '../../../schemas/amount.ts';
import { toFactNumber } from '../facts/fact-value.ts';
import { type Finding, finding } from './finding.ts';
import { gateBounds } from './gate-bounds.ts';
import type { LintedRule } from './linted-plan.ts';
import { above, atLeast, complement, intersection, isEmpty, type PointSet } from './point-set.ts';
import { rewardLines } from './reward-lines.ts';
import { type BandsAmount, bandsIn } from './written-bands.ts';

/** Finds bands that the conditions of the rule keep everybody out of. */
export const checkBandUnreachable = (linted: LintedRule): Finding[] =>
  rewardLines(linted).flatMap(({ amount, path, step }) => {
    const gate = gateBounds(linted, step);
    return bandsIn(amount, path)
      .filter((written) => !isOfMembers(written.path.slice(path.length)))
      .flatMap((written) =>
        unreachable(written.amount, gate).map((index) => [...written.path, 'bands', index]),
      )
      .map((place) => bandFinding(linted.document, place));
  });

/** What is calculated for each member is not about the team whose gate this is. */
const isOfMembers = (path: readonly (string | number)[]): boolean =>
  path.includes('params') || path[0] === 'by';

const unreachable = ({ on, mode, bands }: BandsAmount, gate: ReturnType<typeof gateBounds>): number[] => {
  const open = typeof on === 'object' && 'fact' in on ? gate(on) : undefined;
  // Where nobody passes the gate at all, the bands are not what is wrong.
  if (!open || isEmpty(open)) return [];
  return bands.flatMap((band, index) =>
    isEmpty(intersection(open, paysWithin(band, bands[index + 1], mode))) ? [index] : [],
  );
};

/** Where a band pays: whole ones within themselves, marginal ones also for everybody above. */
const paysWithin = (band: Band, next: Band | undefined, mode: BandsAmount['mode']): PointSet => {
  const from = toFactNumber(String(band.from));
  if (mode === 'marginal') return band.rate === undefined ? atLeast(from) : above(from);
  const to = band.to ?? next?.from;
  return to === undefined
    ? atLeast(from)
    : intersection(atLeast(from), complement(atLeast(toFactNumber(String(to)))));
};

const bandFinding = (document: string, path: readonly (string | number)[]): Finding =>
  finding(
    'band-unreachable',
    { document, path },
    {
      zh: '这一档没人到得了：规则的条件已经把它挡在外面。',
      en: 'Nobody can reach this band: the conditions of the rule keep everybody out of it.',
    },
    { zh: '删掉这一档，或者放宽规则的条件。', en: 'Remove the band, or loosen the conditions of the rule.' },
  );
