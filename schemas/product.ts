import { z } from 'zod';
import { DateText, GivenDecimal, Listed, MasterAttributes, MasterCode, MasterText } from './common.ts';

/** What is sold. Products are never deleted, since activities refer to them. */
export const Product = z
  .strictObject({
    code: MasterCode,
    name: MasterText,
    category: MasterText.optional(),
    cost: GivenDecimal.optional(),
    margin: GivenDecimal.optional(),
    launchedOn: DateText.optional(),
    listed: Listed,
    attributes: MasterAttributes,
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

/** What is saved under the code of a product, in place of what was there. */
export const ProductInput = Product.omit({ code: true, listed: true }).meta({ id: 'ProductInput' });
export type ProductInput = z.infer<typeof ProductInput>;
