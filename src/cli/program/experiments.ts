import type { Command } from 'commander';
import type { MergeArguments } from '../commands/merge.ts';
import type { SweepArguments } from '../commands/sweep.ts';
import type { WorkerArguments } from '../commands/worker.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';
import { warmUpOption } from './warm-up-option.ts';

/** The command that runs many designs as one experiment. */
export function addSweep(program: Command, io: Io, ended: Ended): void {
  program
    .command('sweep')
    .description('run a scenario in many designs: a table, the gain from more of each part, a heat map')
    .argument('<file>', 'scenario file')
    .addOption(
      repeatableOption(
        '--vary <path=values>',
        'values to try: PATH=2..16:2 (step 2), =1..32:x2 (doubling), =4,8,16, =400..1200:200 MB/s; several --vary are crossed, A=1,2;B=3,4 changes both together',
      ),
    )
    .option('--lhs <n>', 'run n designs that cover every --vary evenly (Latin hypercube) instead of all')
    .option('--policy <names>', 'run each design under each of these policies: rts,load-first,./mine.mjs')
    .option('--replications <n>', 'run each design n times with different random draws')
    .option('--precision <share>', 'stop a design when its mean window is known to within it, such as 2%')
    .addOption(warmUpOption('find and leave out the start of long runs, the same in every design'))
    .option('--workers <n>', 'threads (default: one per core)')
    .option('--shard <i/n>', 'run only the i-th of n parts, and write a file for merge')
    .option('--queue <url>', 'run on the workers of this Redis server instead')
    .option('--resume', 'continue a sweep that was interrupted')
    .option('-o, --output <dir>', 'result folder (default: results/sweeps/NAME)')
    .option('--json', 'print sweep.json only')
    .option('--seed <seed>', "seed to use instead of the scenario's")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every design'))
    .addOption(untilOption())
    .addHelpText(
      'after',
      examples(
        'proxysim sweep night.yaml --vary proxies.px1.count=1..8',
        "proxysim sweep night.yaml --vary 'jobs.*.starts=own,together,15min,chain'",
        "proxysim sweep night.yaml --vary 'proxies.*.cores=4,8' --replications 10",
      ),
    )
    .action(async (file: string, options: Omit<SweepArguments, 'file'>) => {
      const { sweep } = await import('../commands/sweep.ts');
      ended(await sweep({ ...options, file }, io));
    });
}

/** The command that merges a sweep run in parts on several machines. */
export function addMerge(program: Command, io: Io, ended: Ended): void {
  program
    .command('merge')
    .description('merge the shards of a sweep: the same result as in one go, byte for byte')
    .argument('<shards...>', 'all files that sweep --shard wrote, or folders that contain them')
    .requiredOption('-o, --output <dir>', 'result folder')
    .option('--json', 'print sweep.json only')
    .addHelpText('after', examples('proxysim merge shards/ -o merged'))
    .action(async (shards: string[], options: Omit<MergeArguments, 'shards'>) => {
      const { merge } = await import('../commands/merge.ts');
      ended(await merge({ ...options, shards }, io));
    });
}

/** The command that makes a machine work on the experiments of others. */
export function addWorker(program: Command, io: Io, ended: Ended): void {
  program
    .command('worker')
    .description('run the work of other machines from a queue, until Ctrl-C')
    .requiredOption(
      '--queue <url>',
      'Redis server: redis://127.0.0.1:6379, rediss://user:password@host:6380/1',
    )
    .option('--concurrency <n>', 'runs at a time (default: one per core)')
    .option(
      '--lost-after <time>',
      'give the runs of a worker to others after this time without a sign of it',
      '30s',
    )
    .addHelpText('after', examples('proxysim worker --queue redis://127.0.0.1:6379'))
    .action(async (options: WorkerArguments) => {
      const { worker } = await import('../commands/worker.ts');
      ended(await worker(options, io));
    });
}
