import type { Command } from 'commander';
import type { PlanArguments } from '../commands/plan.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';

/** The search for a design. */
export function addPlan(program: Command, io: Io, ended: Ended): void {
  program
    .command('plan')
    .description('the cheapest design that holds a window, what limits it, and how long it lasts')
    .argument('<file>', 'scenario file')
    .option('--window <length>', 'in which every session has to end: 8h (default: the window of its job)')
    .option('--confidence <share>', 'of the nights in which it has to (default: 95%)')
    .addOption(
      repeatableOption(
        '--vary <path=values>',
        'what may be chosen: proxies.px1.count=1..8, proxies.*.cores=4,8,16; nothing by default',
      ),
    )
    .option('--cost <file>', 'price list: costs by path (default: each step counts one)')
    .option('--replications <n>', 'nights of each design (default: as many as the confidence takes)')
    .option('--growth <share>', 'growth of the data: 15%/y, 2%/month')
    .option('--years <n>', 'how far ahead to look: 1.5 is 18 months (default: 3)')
    .option('--policy <name>', "instead of the scenario's own")
    .option('--workers <n>', 'threads (default: one per core)')
    .option('--queue <url>', 'have it run by the workers of this Redis server instead')
    .option('--resume', 'go on with a plan that was interrupted')
    .option('-o, --output <dir>', 'result folder (default: results/plans/NAME)')
    .option('--json', 'print plan.json and nothing else')
    .option('--seed <seed>', "instead of the scenario's own")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every design'))
    .addOption(untilOption())
    .action(async (file: string, options: Omit<PlanArguments, 'file'>) => {
      const { plan } = await import('../commands/plan.ts');
      ended(await plan({ ...options, file }, io));
    });
}
