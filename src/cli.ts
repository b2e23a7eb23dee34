#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { enableCompileCache } from 'node:module';

// Loading takes longer than most commands; with the cache on before anything is loaded, only the first time.
enableCompileCache();

const { main } = await import('./cli/main.ts');
process.exitCode = await main();
