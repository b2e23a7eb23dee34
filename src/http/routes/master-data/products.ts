import { createRoute } from '@hono/zod-openapi';
import { SearchText } from '../../../../schemas/common.ts';
import { ProductInput } from '../../../../schemas/product.ts';
import { readProduct, readProducts } from '../../../app/master-data/read-products.ts';
import { saveProduct } from '../../../app/master-data/save-product.ts';
import { newApi } from '../../api.ts';
import type { Services } from '../../services.ts';
import { answerSaved, found, ListQuery, ofCode, onlyCode, reads, saved, saves } from './operations.ts';

const list = createRoute({
  ...reads('/products', 'List products', 'In order of code, those that only activities name included.'),
  request: { query: ListQuery.extend({ category: SearchText.optional() }) },
  responses: found('ProductPage', 'A page of products.'),
});

const read = createRoute({
  ...reads(
    '/products/{code}',
    'Read a product',
    'Also one that only activities name, which is not `listed`.',
  ),
  request: onlyCode,
  responses: found('Product', 'The product.'),
});

const save = createRoute({
  ...saves(
    '/products/{code}',
    'Save a product',
    'Creates the product, or replaces what was said of the one with this code. Products are never deleted, since activities refer to them.',
  ),
  request: ofCode(ProductInput),
  responses: saved('Product', 'The product as saved.'),
});

export const productRoutes = (services: Services) =>
  newApi()
    .openapi(list, async (c) => {
      const { q: search, ...wanted } = c.req.valid('query');
      return c.json(await readProducts(c.get('context'), { ...wanted, search }), 200);
    })
    .openapi(read, async (c) => c.json(await readProduct(c.get('context'), c.req.valid('param')), 200))
    .openapi(save, async (c) => {
      const given = c.req.valid('json');
      const outcome = await saveProduct(c.get('context'), { ...c.req.valid('param'), given });
      return answerSaved(c, services, outcome);
    });
