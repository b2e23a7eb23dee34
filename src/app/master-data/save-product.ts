import type { Product, ProductInput } from '../../../schemas/product.ts';
import { type Context, identitiesOf } from '../context.ts';
import { parseProduct } from '../tabular/parse-master-data.ts';
import { givenRecord } from './given-records.ts';
import { type Saved, saving } from './saving.ts';

/**
 * Saves a product under a code, in place of the one that was there.
 * @throws LaurelError with the place of each fault.
 */
export const saveProduct = (
  context: Context,
  { code, given }: Readonly<{ code: string; given: ProductInput }>,
): Promise<Saved<Product>> =>
  saving(context, async ({ plan }) => {
    const { timeZone } = plan.ruleSet.documents.plan.calendar;
    const { rows, refuseFaulty } = givenRecord('products', { ...given, code }, (fields) =>
      parseProduct(fields, timeZone),
    );
    refuseFaulty();
    const [row] = rows;
    if (!row) throw new Error('A record without faults is there.');
    const product = row.value;
    return {
      change: { products: [product] },
      action: 'save-product',
      subject: identitiesOf(context).product(product.code),
      view: { ...product, listed: true, attributes: { ...product.attributes } },
    };
  });
