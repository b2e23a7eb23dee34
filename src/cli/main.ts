import { Command, CommanderError } from 'commander';
import { LaurelError } from '../app/errors.ts';
import { DatabaseUnusable } from '../storage/database.ts';
import { addDemoCommand } from './command-demo.ts';
import { addExplainCommand } from './command-explain.ts';
import { addExportCommand } from './command-export.ts';
import { addImportCommand } from './command-import.ts';
import { addKeysCommand } from './command-keys.ts';
import { addLintCommand } from './command-lint.ts';
import { addMigrateCommand } from './command-migrate.ts';
import { addPeopleCommand } from './command-people.ts';
import { addPersonalDataCommand } from './command-personal-data.ts';
import { addRebuildCommand } from './command-rebuild.ts';
import { addRunCommand } from './command-run.ts';
import { addServeCommand } from './command-serve.ts';
import { addSettleCommand } from './command-settle.ts';
import { addTenantCommand } from './command-tenant.ts';
import { addTestCommand } from './command-test.ts';
import { addVerifyCommand } from './command-verify.ts';
import { failureText } from './output.ts';

const COMMANDS = [
  addRunCommand,
  addImportCommand,
  addSettleCommand,
  addExportCommand,
  addExplainCommand,
  addVerifyCommand,
  addPersonalDataCommand,
  addRebuildCommand,
  addMigrateCommand,
  addPeopleCommand,
  addKeysCommand,
  addTenantCommand,
  addLintCommand,
  addTestCommand,
  addDemoCommand,
  addServeCommand,
];

/** 0 fine, 1 an unusable file or plan, or a check that says no, 2 wrong usage. */
export const main = async (): Promise<number> => {
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
    if (error instanceof DatabaseUnusable) {
      process.stderr.write(`${error.message}\n`);
      return 1;
    }
    // Statements and their values hold names and amounts; the cause says what went wrong without them.
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const [first] = String(cause instanceof Error ? cause.message : cause).split('\n');
    process.stderr.write(`Laurel could not do this: ${first}\n`);
    if (process.env.LAUREL_DEBUG) process.stderr.write(`${error instanceof Error ? error.stack : ''}\n`);
    return 1;
  }
};
