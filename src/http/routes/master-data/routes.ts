import { newApi } from '../../api.ts';
import type { Services } from '../../services.ts';
import { importRoutes } from './imports.ts';
import { outletRoutes } from './outlets.ts';
import { productRoutes } from './products.ts';
import { repRoutes } from './reps.ts';
import { targetRoutes } from './targets.ts';
import { teamRoutes } from './teams.ts';

/** Reps, teams, outlets, products and targets. */
export const masterDataRoutes = (services: Services) =>
  newApi()
    .route('/', repRoutes(services))
    .route('/', teamRoutes(services))
    .route('/', outletRoutes(services))
    .route('/', productRoutes(services))
    .route('/', targetRoutes(services))
    .route('/', importRoutes(services));
