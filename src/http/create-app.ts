import { createAllowances } from '../app/limits/allowances.ts';
import { newApi } from './api.ts';
import { docsPage } from './docs-page.ts';
import { mapErrors } from './map-errors.ts';
import { authenticate } from './middleware/authenticate.ts';
import { limitRates } from './middleware/limit-rates.ts';
import { observe } from './middleware/observe.ts';
import { openStoreOf } from './middleware/open-store.ts';
import { problemResponse } from './problem.ts';
import { activityRoutes } from './routes/activities.ts';
import { awardWhyRoutes } from './routes/award-why.ts';
import { figureRoutes } from './routes/figures.ts';
import { jobRoutes } from './routes/jobs.ts';
import { keyRoutes } from './routes/keys.ts';
import { leaderboardRoutes } from './routes/leaderboards.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { masterDataRoutes } from './routes/master-data/routes.ts';
import { meRoutes } from './routes/me.ts';
import { openRoutes } from './routes/open.ts';
import { peopleRoutes } from './routes/people.ts';
import { personalDataRoutes } from './routes/personal-data.ts';
import { planProposalRoutes } from './routes/plan-proposals.ts';
import { planRoutes } from './routes/plans.ts';
import { recalibrationRoutes } from './routes/recalibrations.ts';
import { settlementRoutes } from './routes/settlements.ts';
import type { Services } from './services.ts';
import { signInRoutes } from './sign-in/sign-in-routes.ts';
import { securityHeaders } from './static-headers.ts';

/** Everything below `/api/v1`, for those who are somebody. */
const createV1 = (services: Services) =>
  newApi()
    .route('/', meRoutes())
    .route('/', activityRoutes(services))
    .route('/', figureRoutes(services))
    .route('/', awardWhyRoutes(services))
    .route('/', leaderboardRoutes(services))
    .route('/', recalibrationRoutes(services))
    .route('/', masterDataRoutes(services))
    .route('/', personalDataRoutes(services))
    .route('/', planProposalRoutes(services))
    .route('/', planRoutes(services))
    .route('/', settlementRoutes(services))
    .route('/', ledgerRoutes(services))
    .route('/', jobRoutes())
    .route('/', peopleRoutes(services))
    .route('/', keyRoutes());

/** The operations as the typed client knows them. */
export type ApiV1 = ReturnType<typeof createV1>;
export type OpenApi = ReturnType<typeof openRoutes>;

/**
 * The service, wherever it runs: nothing in it knows Node, Workers or a database. The same app answers requests of a
 * server and of tests.
 */
export const createApp = (services: Services) => {
  const app = newApi();
  app.onError(mapErrors(services.log));
  app.use(observe(services));
  app.use(securityHeaders);

  for (const path of ['/api/v1/*', '/api/auth/*', '/api/sign-in'])
    app.use(path, async (c, next) => {
      await next();
      c.header('cache-control', 'no-store');
    });
  const allowances = createAllowances(services.now);
  app.use(
    '/api/v1/*',
    openStoreOf(services),
    authenticate(services, allowances),
    limitRates(services, allowances),
  );
  app.use('/api/auth/*', openStoreOf(services));

  app.get('/api/docs', (c) => c.html(docsPage(services.docsAssets)));
  app.route('/api', openRoutes(services));
  app.route('/api/v1', createV1(services));
  app.route('/api/auth', signInRoutes(services, allowances));
  app.get('/api/openapi.json', async (c) => {
    // Written beforehand, so that no service has to build the schemas of what it answers.
    const { default: document } = await import('../../schemas/openapi.json', { with: { type: 'json' } });
    return c.json(document as object);
  });
  app.all('/api/*', (c) =>
    problemResponse(c, { code: 'not-found', detail: `There is no ${c.req.method} on this address.` }),
  );
  return app;
};
