import type { Command } from 'commander';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';
import { warmUpOption } from './warm-up-option.ts';

interface CompareOptionValues {
  readonly policy?: string;
  readonly seed?: string;
  readonly set: readonly string[];
  readonly until?: string;
  readonly failOn: readonly string[];
  readonly json?: boolean;
  readonly markdown?: string;
  readonly replications?: string;
  readonly workers?: string;
  readonly warmUp?: 'auto';
}

/** Scenarios, result folders and policies side by side. */
export function addCompare(program: Command, io: Io, ended: Ended): void {
  program
    .command('compare')
    .description('put scenarios, result folders or policies side by side')
    .argument('<sides...>', 'scenario files or result folders; the first is what the others are held against')
    .option('--policy <names>', 'one scenario under each of these: rts,load-first,./mine.mjs')
    .addOption(
      repeatableOption(
        '--fail-on <condition>',
        'end with 1 when it holds, with replications beyond chance: "window>+5%", or distribution: whatever differs',
      ),
    )
    .option('--json', 'print the comparison as JSON and nothing else')
    .option('--markdown <file>', 'write it for a comment of a pull request')
    .option('--seed <seed>', "instead of the scenarios' own")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every scenario'))
    .addOption(untilOption())
    .option('--replications <n>', 'run each so often on the same luck: paired differences with intervals')
    .addOption(warmUpOption('leave out the head of long runs, one and the same on all sides'))
    .option('--workers <n>', 'threads for replications (default: one per core)')
    .action(async (sides: string[], options: CompareOptionValues) => {
      const { compare } = await import('../commands/compare.ts');
      ended(await compare({ ...options, sides }, io));
    });
}

interface VerifyOptionValues {
  readonly twice?: boolean;
  readonly interleaved?: boolean;
  readonly permuted?: boolean;
  readonly policy?: string;
  readonly seed?: string;
  readonly set: readonly string[];
}

/** Runs again in other circumstances. */
export function addVerify(program: Command, io: Io, ended: Ended): void {
  program
    .command('verify')
    .description('run scenarios again in other circumstances: nothing may differ (default: all three ways)')
    .argument('<files...>', 'scenario files')
    .option('--twice', 'once more, just so')
    .option('--interleaved', 'once more, with other runs in its midst')
    .option('--permuted', 'once more, with declarations in another order where order says nothing')
    .option('--policy <name|file>', "a policy that ships, or a file of your own, instead of the scenario's")
    .option('--seed <seed>', "instead of the scenario's own")
    .addOption(repeatableOption('--set <path=value>', 'change a value'))
    .action(async (files: string[], options: VerifyOptionValues) => {
      const { verify } = await import('../commands/verify.ts');
      ended(await verify({ ...options, files }, io));
    });
}
