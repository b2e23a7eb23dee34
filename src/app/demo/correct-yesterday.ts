import { CORRECTION_TYPES } from '../../../schemas/activity.ts';
import type { LocalDate } from '../../domain/calendar/local-date.ts';
import type { DemoActivity } from './demo-activity.ts';
import { amountCells } from './fen.ts';
import type { DemoProduct } from './make-products.ts';
import type { Random } from './random.ts';

/**
 * What the office corrects in the morning about the working day before: now and then a visit or display check that
 * did not happen is voided, and an order typed wrongly is amended.
 */
export function correctYesterday(
  yesterday: readonly DemoActivity[],
  date: LocalDate,
  products: readonly DemoProduct[],
  random: Random,
): readonly DemoActivity[] {
  const corrections: DemoActivity[] = [];
  const correct = ({ id, source, subject }: DemoActivity, type: string, fields: DemoActivity['fields']) =>
    corrections.push({
      id: `X${id}`,
      source,
      type,
      day: date,
      second: 8 * 3600 + corrections.length * 60 + random.int(0, 59),
      subject,
      fields: { ...fields, original_id: id },
    });

  const checked = yesterday.filter(({ type }) => type === 'visit.completed' || type === 'display.checked');
  if (checked.length > 0 && random.chance(20)) {
    correct(random.pick(checked), CORRECTION_TYPES.void, { reason: '照片与门店不符' });
  }
  const ordered = yesterday.filter(({ type }) => type === 'order.placed');
  if (ordered.length > 0 && random.chance(25)) {
    const order = random.pick(ordered);
    const product = products.find(({ code }) => code === order.fields.product);
    const cases = Number(order.fields.quantity) + random.int(1, 3);
    if (product) {
      const { amount } = amountCells(cases * product.priceFen);
      correct(order, CORRECTION_TYPES.amend, { amount, quantity: String(cases), reason: '录入数量有误' });
    }
  }
  return corrections;
}
