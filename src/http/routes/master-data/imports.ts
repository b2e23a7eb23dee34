import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { z } from 'zod';
import { checkTable, startTableImport, type Table } from '../../../app/import/import-table.ts';
import { HOLDINGS } from '../../../app/tabular/holdings.ts';
import { answerJob } from '../../answer-job.ts';
import { type ApiEnv, newApi } from '../../api.ts';
import { admits, json, PROBLEMS } from '../../operation.ts';
import { unreadMediaType } from '../../problem.ts';
import type { Services } from '../../services.ts';

const CSV = 'text/csv';

const ImportQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).default('false').meta({ description: 'Only check the file.' }),
});

const importOf = <Name extends Table>(table: Name) => {
  const { fields, required, others } = HOLDINGS[table];
  const further = others === 'attributes' ? ' Further columns become attributes.' : '';
  return createRoute({
    ...admits('import-data'),
    method: 'post',
    path: `/${table}/import` as const,
    tags: ['Master data'],
    summary: `Import ${table} from a file`,
    description: `A CSV file with the columns ${fields.join(', ')}, of which ${required.join(', ')} are needed.${further} UTF-8, UTF-16 or GB18030; comma, semicolon or tab. A dry run tells what would be taken and what would be refused, and stores nothing. Otherwise a job takes the good rows and tells of the others in its result.${table === 'targets' ? ' A file that would change a target of a period that has begun is refused with `state`: see `POST /targets/recalibrations`.' : ''}`,
    request: {
      query: ImportQuery,
      body: { required: true, content: { [CSV]: { schema: { type: 'string', format: 'binary' } } } },
    },
    responses: {
      200: json('ImportReport', 'What would come of the file.'),
      202: json('Job', 'The job that imports it.'),
      ...PROBLEMS,
    },
  });
};

const take = async (
  c: Context<ApiEnv>,
  services: Services,
  { table, dryRun }: Readonly<{ table: Table; dryRun: 'true' | 'false' }>,
) => {
  if (!/^text\/csv\b/i.test(c.req.header('content-type') ?? ''))
    return unreadMediaType(c, `Send the file as ${CSV}.`) as never;
  const context = c.get('context');
  const at = services.now();
  const content = new Uint8Array(await c.req.arrayBuffer());
  if (dryRun === 'true') return c.json(await checkTable(context, { table, content, at }), 200);
  return answerJob(c, services, await startTableImport(context, { table, content, at }));
};

/** One for each table, written out: the typed client knows what is chained, not what a loop declares. */
export const importRoutes = (services: Services) =>
  newApi()
    .openapi(importOf('reps'), (c) => take(c, services, { table: 'reps', ...c.req.valid('query') }))
    .openapi(importOf('teams'), (c) => take(c, services, { table: 'teams', ...c.req.valid('query') }))
    .openapi(importOf('memberships'), (c) =>
      take(c, services, { table: 'memberships', ...c.req.valid('query') }),
    )
    .openapi(importOf('outlets'), (c) => take(c, services, { table: 'outlets', ...c.req.valid('query') }))
    .openapi(importOf('products'), (c) => take(c, services, { table: 'products', ...c.req.valid('query') }))
    .openapi(importOf('targets'), (c) => take(c, services, { table: 'targets', ...c.req.valid('query') }));
