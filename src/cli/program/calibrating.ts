import type { Command } from 'commander';
import type { CalibrateArguments } from '../commands/calibrate.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';
import { repeatableOption } from './repeatable-option.ts';

/** The command that fits a scenario to a system's past sessions. */
export function addCalibrate(program: Command, io: Io, ended: Ended): void {
  program
    .command('calibrate')
    .description('fit rates and change rates to past sessions, and report how good the fit is')
    .argument('<sessions...>', 'session reports (.csv, .xlsx, .json), or folders that contain them')
    .requiredOption('--scenario <file>', 'the scenario of the same system')
    .option('--last <n>', 'use the last n increments of each job (default: 10)')
    .addOption(
      repeatableOption('--job <theirs=ours>', 'a job with another name in the reports than in the scenario'),
    )
    .addOption(repeatableOption('--vm <theirs=ours>', 'a VM with another name in the reports'))
    .option('-o, --output <file>', 'write a scenario that includes the given one and sets the fitted values')
    .option('--force', 'overwrite existing files')
    .option('--json', 'print the fit as JSON only')
    .addHelpText('after', examples('proxysim calibrate reports/ --scenario night.yaml -o fitted.yaml'))
    .action(async (sessions: string[], options: Omit<CalibrateArguments, 'sessions'>) => {
      const { calibrate } = await import('../commands/calibrate.ts');
      ended(await calibrate({ ...options, sessions }, io));
    });
}
