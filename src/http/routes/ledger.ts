import { createRoute, z } from '@hono/zod-openapi';
import { verifyLedger } from '../../app/ledger/verify-ledger.ts';
import { newApi } from '../api.ts';
import { admits, json, PROBLEMS } from '../operation.ts';

const verify = createRoute({
  ...admits('verify-ledger'),
  method: 'get',
  path: '/ledger/verify',
  tags: ['Ledger'],
  summary: 'Verify the ledger',
  description:
    'Recomputes the chain of seals and every hash. `laurel verify` does the same against the checkpoints kept outside the database.',
  request: { query: z.strictObject({}) },
  responses: {
    200: json(
      z.strictObject({
        intact: z.boolean(),
        fault: z.string().optional().meta({ description: 'The first thing that is wrong.' }),
        unsealed: z.int().min(0).meta({ description: 'Entries since the last sealing.' }),
      }),
      'What was found.',
    ),
    ...PROBLEMS,
  },
});

export const ledgerRoutes = () =>
  newApi().openapi(verify, async (c) => {
    const { fault, unsealed } = await verifyLedger(c.get('context'), { checkpoint: undefined });
    return c.json({ intact: fault === undefined, ...(fault !== undefined && { fault }), unsealed }, 200);
  });
