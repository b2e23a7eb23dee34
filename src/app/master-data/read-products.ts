import type { Product } from '../../../schemas/product.ts';
import { type ItemRow, loadItems } from '../../storage/master-data.ts';
import { productPage } from '../../storage/master-data-pages.ts';
import { admit, type Context, identitiesOf, transactReading } from '../context.ts';
import { LaurelError } from '../errors.ts';
import { keyOfCursor, type Page, type PageWanted, pageOf } from '../page.ts';

/** Products in order of code, those of a category if one is given. */
export const readProducts = async (
  context: Context,
  {
    category,
    search,
    limit,
    cursor,
  }: PageWanted & Readonly<{ category?: string | undefined; search?: string | undefined }>,
): Promise<Page<Product>> => {
  admit(context, 'read-master-data');
  const [after] = keyOfCursor(cursor, 1) ?? [];
  const filter = { category, search, after, limit: limit + 1 };
  const rows = await transactReading(context, (tx) => productPage(tx, context.tenant, filter));
  return pageOf(rows, limit, (row) => [row.code], productView);
};

/** @throws LaurelError `not-found` when there is no such product. */
export const readProduct = async (
  context: Context,
  { code }: Readonly<{ code: string }>,
): Promise<Product> => {
  admit(context, 'read-master-data');
  const id = identitiesOf(context).product(code);
  const [row] = await transactReading(context, (tx) => loadItems(tx, context.tenant, 'product', [id]));
  if (!row) throw new LaurelError('not-found', `There is no product called “${code}”.`);
  return productView(row);
};

const productView = ({ code, name, listed, attributes }: ItemRow): Product => {
  const { category, cost, margin, launched_on: launchedOn, ...others } = attributes;
  return {
    code,
    name,
    ...(category !== undefined && { category }),
    ...(cost !== undefined && { cost }),
    ...(margin !== undefined && { margin }),
    ...(launchedOn !== undefined && { launchedOn }),
    listed,
    attributes: others,
  };
};
