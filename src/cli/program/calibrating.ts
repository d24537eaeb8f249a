import type { Command } from 'commander';
import type { CalibrateArguments } from '../commands/calibrate.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { repeatableOption } from './repeatable-option.ts';

/** The fit of a scenario to what its system has done. */
export function addCalibrate(program: Command, io: Io, ended: Ended): void {
  program
    .command('calibrate')
    .description('fit rates and change rates to past sessions, and say how far that can be trusted')
    .argument('<sessions...>', 'session reports (.csv, .xlsx, .json), or folders of them')
    .requiredOption('--scenario <file>', 'the scenario of the same system')
    .option('--last <n>', 'increments of each job that count (default: 10)')
    .addOption(
      repeatableOption('--job <theirs=ours>', 'a job with another name in the reports than in the scenario'),
    )
    .addOption(repeatableOption('--vm <theirs=ours>', 'a VM with another name in the reports'))
    .option('-o, --output <file>', 'write a scenario that includes the given one and sets what is fitted')
    .option('--force', 'overwrite files that are there')
    .option('--json', 'print everything as JSON and nothing else')
    .action(async (sessions: string[], options: Omit<CalibrateArguments, 'sessions'>) => {
      const { calibrate } = await import('../commands/calibrate.ts');
      ended(await calibrate({ ...options, sessions }, io));
    });
}
