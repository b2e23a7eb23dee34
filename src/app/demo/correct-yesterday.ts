import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import { dayOf, type LocalDate } from '../../domain/calendar/local-date.ts';
import type { DemoActivity } from './demo-activity.ts';
import { amountCells } from './fen.ts';
import type { DemoProduct } from './make-products.ts';
import type { Random } from './random.ts';

/** How many activities of a day are looked at for one that is corrected on the next morning. */
const LOOKED_AT = 600;

/**
 * What the office corrects in the morning about the working day before: now and then a visit or display check that
 * did not happen is voided, and an order typed wrongly is amended. A month that is over stays as it is.
 */
export const correctYesterday = (
  yesterday: readonly DemoActivity[],
  date: LocalDate,
  products: readonly DemoProduct[],
  random: Random,
): readonly DemoActivity[] => {
  const [last] = yesterday;
  if (!last || dayOf(last.day) > dayOf(date)) return [];
  const corrections: DemoActivity[] = [];
  const corrected = new Set<string>();
  const correct = ({ id, source, subject }: DemoActivity, type: string, fields: DemoActivity['fields']) => {
    if (corrected.has(id)) return;
    corrected.add(id);
    corrections.push({
      id: `X${id}`,
      source,
      type,
      day: date,
      second: 8 * 3600 + corrections.length * 60 + random.int(0, 59),
      subject,
      fields: { ...fields, original_id: id },
    });
  };

  const checked = yesterday.filter(({ type }) => type === 'visit.completed' || type === 'display.checked');
  const ordered = yesterday.filter(({ type }) => type === 'order.placed');
  for (let looked = 0; looked < yesterday.length; looked += LOOKED_AT) {
    if (checked.length > 0 && random.chance(30)) {
      correct(random.pick(checked), CORRECTION_TYPES.void, { reason: '照片与门店不符' });
    }
    if (ordered.length === 0 || !random.chance(35)) continue;
    const order = random.pick(ordered);
    const product = products.find(({ code }) => code === order.fields.product);
    if (!product) continue;
    const cases = Number(order.fields.quantity) + random.int(1, 3);
    const { amount } = amountCells(cases * product.priceFen);
    correct(order, CORRECTION_TYPES.amend, { amount, quantity: String(cases), reason: '录入数量有误' });
  }
  return corrections;
};
