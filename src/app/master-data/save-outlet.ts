import type { Outlet, OutletInput } from '../../../schemas/outlet.ts';
import { type Context, identitiesOf } from '../context.ts';
import { parseOutlet } from '../tabular/parse-master-data.ts';
import { refersTo } from '../tabular/refers-to.ts';
import { givenRecord } from './given-records.ts';
import { repCodes, type Saved, saving } from './saving.ts';

/**
 * Saves an outlet under a code, in place of the one that was there.
 * @throws LaurelError with the place of each fault.
 */
export const saveOutlet = (
  context: Context,
  { code, given }: Readonly<{ code: string; given: OutletInput }>,
): Promise<Saved<Outlet>> =>
  saving(context, async (now) => {
    const { timeZone } = now.plan.ruleSet.documents.plan.calendar;
    const { rows, refuseFaulty } = givenRecord('outlets', { ...given, code }, (fields) =>
      parseOutlet(fields, timeZone),
    );
    const reps = await repCodes(now);
    for (const row of rows) refersTo(row, 'rep', row.value.rep, reps);
    refuseFaulty();
    const [row] = rows;
    if (!row) throw new Error('A record without faults is there.');
    const outlet = row.value;
    return {
      change: { outlets: [outlet] },
      action: 'save-outlet',
      subject: identitiesOf(context).outlet(outlet.code),
      view: { ...outlet, listed: true, attributes: { ...outlet.attributes } },
    };
  });
