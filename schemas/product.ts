import { z } from 'zod';
import { DateText, DecimalLike, Listed, MasterAttributes, MasterCode, MasterText } from './common.ts';

/** What is sold. Products are never deleted, since activities refer to them. */
export const Product = z
  .strictObject({
    code: MasterCode,
    name: MasterText,
    category: MasterText.optional(),
    cost: DecimalLike.optional(),
    margin: DecimalLike.optional(),
    launchedOn: DateText.optional(),
    listed: Listed,
    attributes: MasterAttributes,
  })
  .meta({ id: 'Product' });
export type Product = z.infer<typeof Product>;

/** What is saved under the code of a product, in place of what was there. */
export const ProductInput = Product.omit({ code: true, listed: true }).meta({ id: 'ProductInput' });
export type ProductInput = z.infer<typeof ProductInput>;
