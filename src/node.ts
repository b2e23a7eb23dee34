import { startFromEnvironment } from './node/start.ts';

await startFromEnvironment(process.env);
