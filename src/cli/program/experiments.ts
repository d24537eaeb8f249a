import type { Command } from 'commander';
import type { MergeArguments } from '../commands/merge.ts';
import type { SweepArguments } from '../commands/sweep.ts';
import type { WorkerArguments } from '../commands/worker.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';
import { warmUpOption } from './warm-up-option.ts';

/** Many runs as one experiment. */
export function addSweep(program: Command, io: Io, ended: Ended): void {
  program
    .command('sweep')
    .description('run a scenario in many designs: a table, what more of each brings, a map')
    .argument('<file>', 'scenario file')
    .addOption(
      repeatableOption(
        '--vary <path=values>',
        'proxies.*.maxConcurrentTasks=2..16:2, =4,8,16, =400..1200:200 MB/s, =1..32:x2; several are crossed, A=1,2;B=3,4 goes step by step',
      ),
    )
    .option('--lhs <n>', 'take n designs that cover every axis evenly (Latin hypercube)')
    .option('--policy <names>', 'each design under each of these: rts,load-first,./mine.mjs')
    .option('--replications <n>', 'run each design so often with other luck')
    .option('--precision <share>', 'enough when a mean window is known to within it, such as 2%')
    .addOption(warmUpOption('leave out the head of long runs, one and the same in every design'))
    .option('--workers <n>', 'threads (default: one per core)')
    .option('--shard <i/n>', 'run only the i-th of n parts, into a file for merge')
    .option('--queue <url>', 'have it run by the workers of this Redis server instead')
    .option('--resume', 'go on with a sweep that was interrupted')
    .option('-o, --output <dir>', 'result folder (default: results/sweeps/NAME)')
    .option('--json', 'print sweep.json and nothing else')
    .option('--seed <seed>', "instead of the scenario's own")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every design'))
    .addOption(untilOption())
    .action(async (file: string, options: Omit<SweepArguments, 'file'>) => {
      const { sweep } = await import('../commands/sweep.ts');
      ended(await sweep({ ...options, file }, io));
    });
}

/** The parts of a sweep that was run on several machines, put together. */
export function addMerge(program: Command, io: Io, ended: Ended): void {
  program
    .command('merge')
    .description('put the shards of a sweep together: the result of the whole sweep, byte for byte')
    .argument('<shards...>', 'files that sweep --shard wrote, or folders with them: all of them')
    .requiredOption('-o, --output <dir>', 'result folder')
    .option('--json', 'print sweep.json and nothing else')
    .action(async (shards: string[], options: Omit<MergeArguments, 'shards'>) => {
      const { merge } = await import('../commands/merge.ts');
      ended(await merge({ ...options, shards }, io));
    });
}

/** A machine that works for the experiments of others. */
export function addWorker(program: Command, io: Io, ended: Ended): void {
  program
    .command('worker')
    .description('run units of experiments that come from a queue, until Ctrl-C')
    .requiredOption(
      '--queue <url>',
      'Redis server: redis://127.0.0.1:6379, rediss://user:password@host:6380/1',
    )
    .option('--concurrency <n>', 'units at a time (default: one per core)')
    .option('--lost-after <time>', 'units of a worker not heard of for so long go to others', '30s')
    .action(async (options: WorkerArguments) => {
      const { worker } = await import('../commands/worker.ts');
      ended(await worker(options, io));
    });
}
