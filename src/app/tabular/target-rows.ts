import type { Target, TargetKey } from '../../../schemas/target.ts';
import type { KnownCodes } from './known-codes.ts';
import { refersTo } from './refers-to.ts';
import { type Placed, refusePlaced } from './tally.ts';

/** Whether the subject and the metric of a target are known; if not, its row is refused. */
export function isTargetOfKnown(
  row: Placed<Target>,
  isRep: KnownCodes,
  isTeam: KnownCodes,
  isMetric: (code: string) => boolean,
): boolean {
  const { subjectKind, subject, metric } = row.value;
  if (!refersTo(row, 'subject', subject, subjectKind === 'rep' ? isRep : isTeam)) return false;
  if (isMetric(metric)) return true;
  const message = `The plan has no metric "${metric}"; declare it in metrics.json or correct the code.`;
  refusePlaced(row, 'metric', 'unknown-metric', message);
  return false;
}

/** The same for targets of which one stands. */
export function targetKey({ subjectKind, subject, metric, period, tier }: TargetKey): string {
  return JSON.stringify([subjectKind, subject, metric, period, tier]);
}
