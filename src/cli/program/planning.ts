import type { Command } from 'commander';
import type { PlanArguments } from '../commands/plan.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';

/** The command that searches for a design. */
export function addPlan(program: Command, io: Io, ended: Ended): void {
  program
    .command('plan')
    .description('find the cheapest design that holds a window, what limits it, and how long it lasts')
    .argument('<file>', 'scenario file')
    .option('--window <length>', "window that every session must hold, such as 8h (default: each job's own)")
    .option('--confidence <share>', 'share of nights in which it must hold (default: 95%)')
    .addOption(
      repeatableOption(
        '--vary <path=values>',
        'values to choose from: proxies.px1.count=1..8, proxies.*.cores=4,8,16 (default: only the design as it is)',
      ),
    )
    .option('--cost <file>', 'price list, costs by path (default: each step costs one)')
    .option('--replications <n>', 'nights to simulate per design (default: as many as the confidence needs)')
    .option('--growth <share>', 'growth of the data, such as 15%/y or 2%/month')
    .option('--years <n>', 'how far ahead to look: 1.5 is 18 months (default: 3)')
    .option(
      '--survive <what>',
      'what the answer has to survive, too: loss (of any one proxy), host (any one with its proxies), growth (until --years), or several: loss,growth',
    )
    .option('--policy <name|file>', "a built-in policy or your own policy file, instead of the scenario's")
    .option('--workers <n>', 'threads (default: one per core)')
    .option('--queue <url>', 'run on the workers of this Redis server instead')
    .option('--resume', 'continue a plan that was interrupted')
    .option('-o, --output <dir>', 'result folder (default: results/plans/NAME)')
    .option('--json', 'print plan.json only')
    .option('--seed <seed>', "seed to use instead of the scenario's")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every design'))
    .addOption(untilOption())
    .addHelpText(
      'after',
      examples(
        'proxysim plan night.yaml --window 8h --vary proxies.px1.count=1..8',
        'proxysim plan night.yaml --growth 2%/month --years 1.5',
        'proxysim plan night.yaml --vary proxies.px1.count=1..8 --survive loss',
      ),
    )
    .action(async (file: string, options: Omit<PlanArguments, 'file'>) => {
      const { plan } = await import('../commands/plan.ts');
      ended(await plan({ ...options, file }, io));
    });
}
