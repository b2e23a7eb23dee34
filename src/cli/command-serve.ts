import type { Command } from 'commander';
import { startFromEnvironment } from '../node/start.ts';

type Options = Readonly<{ port?: string; dataDir?: string; keyFile?: string }>;

export const addServeCommand = (program: Command): void => {
  program
    .command('serve')
    .description('serve the API and the web app; environment variables say the rest (docs/deployment.md)')
    .option('--port <port>', 'where to listen; 8787 when left out')
    .option('--data-dir <dir>', 'where the store is kept')
    .option('--key-file <file>', 'the key that makes internal ids')
    .action((options: Options) => startFromEnvironment(process.env, options));
};
