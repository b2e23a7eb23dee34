export * from './tables/access.ts';
export * from './tables/activity.ts';
export * from './tables/directory.ts';
export * from './tables/ledger.ts';
export * from './tables/master-data.ts';
export * from './tables/plan.ts';
export * from './tables/service.ts';
export * from './tables/sign-in.ts';
