import type { Command } from 'commander';
import { LaurelError } from '../app/errors.ts';
import { verifyLedger } from '../app/ledger/verify-ledger.ts';
import { verifyStatement } from '../app/ledger/verify-statement.ts';
import { checkpointFile, lastCheckpoint } from '../node/checkpoints.ts';
import { onStore, type StoreOptions, withStoreOptions } from './store-options.ts';

type Options = StoreOptions & Readonly<{ rep?: string; period?: string; checkpoints?: string }>;

const NEXT_STEP =
  'That is the first thing found; nothing was changed. Compare it with a backup, and recompute a payslip from ' +
  'activities and rules with --rep and --period.';

export const addVerifyCommand = (program: Command): void => {
  withStoreOptions(program.command('verify'))
    .description('verify awards and ledger, or recompute one payslip from activities and rules')
    .option('--rep <code>', 'recompute this rep’s payslip …')
    .option('--period <period>', '… of this period')
    .option('--checkpoints <file>', 'the checkpoint file to hold the chain against')
    .action(verify);
};

const verify = (options: Options, command: Command): Promise<void> => {
  const { rep, period } = options;
  if ((rep === undefined) !== (period === undefined))
    command.error('error: give --rep and --period together');
  return onStore(options, async ({ context, directory }, output) => {
    if (rep !== undefined && period !== undefined) {
      const { lines, differences } = await verifyStatement(context, { rep, period });
      if (differences.length > 0) {
        throw new LaurelError(
          'invalid',
          [`${rep}, ${period}: the payslip differs from what the facts say.`, ...differences].join('\n  '),
        );
      }
      return output.result(`${rep}, ${period}: ${lines} lines, exactly what the activities and rules say.`, {
        rep,
        period,
        lines,
      });
    }
    const checkpoint = await lastCheckpoint(options.checkpoints ?? checkpointFile(directory), context.tenant);
    const verdict = await verifyLedger(context, { checkpoint });
    if (verdict.fault !== undefined)
      throw new LaurelError('invalid', `The ledger is not intact: ${verdict.fault}.\n${NEXT_STEP}`);
    const sealed = verdict.chain.intact ? verdict.chain.sealed : 0;
    const against = checkpoint ? `, checked against entry ${checkpoint.sequence} of the checkpoint file` : '';
    output.result(
      `The ledger is intact: ${sealed} entries sealed, ${verdict.unsealed} not sealed yet${against}.`,
      verdict,
    );
  });
};
