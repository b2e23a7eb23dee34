#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
import { Command, CommanderError } from 'commander';
import { LaurelError } from './app/errors.ts';
import { addExplainCommand } from './cli/command-explain.ts';
import { addExportCommand } from './cli/command-export.ts';
import { addImportCommand } from './cli/command-import.ts';
import { addMigrateCommand } from './cli/command-migrate.ts';
import { addRebuildCommand } from './cli/command-rebuild.ts';
import { addRunCommand } from './cli/command-run.ts';
import { addSettleCommand } from './cli/command-settle.ts';
import { addTestCommand } from './cli/command-test.ts';
import { addVerifyCommand } from './cli/command-verify.ts';
import { failureText } from './cli/output.ts';
import { DirectoryInUse } from './storage/directory-lock.ts';

const COMMANDS = [
  addRunCommand,
  addImportCommand,
  addSettleCommand,
  addExportCommand,
  addExplainCommand,
  addVerifyCommand,
  addRebuildCommand,
  addMigrateCommand,
  addTestCommand,
];

/** 0 fine, 1 an unusable file or plan, or a check that says no, 2 wrong usage. */
const main = async (): Promise<number> => {
  const program = new Command('laurel')
    .description('Laurel 桂冠: incentives for sales teams, from activities to bonus statements')
    .exitOverride()
    .showHelpAfterError();
  for (const add of COMMANDS) add(program);
  try {
    await program.parseAsync();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof LaurelError) {
      process.stderr.write(`${failureText(error)}\n`);
      return 1;
    }
    if (error instanceof DirectoryInUse) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    throw error;
  }
};

process.exitCode = await main();
