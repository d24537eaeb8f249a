import type { Command } from 'commander';
import type { CompareArguments } from '../commands/compare.ts';
import type { VerifyArguments } from '../commands/verify.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';
import { repeatableOption } from './repeatable-option.ts';
import { untilOption } from './shared-options.ts';
import { warmUpOption } from './warm-up-option.ts';

/** The command that compares scenarios, result folders and policies. */
export function addCompare(program: Command, io: Io, ended: Ended): void {
  program
    .command('compare')
    .description('compare scenarios, result folders or policies side by side')
    .argument('<sides...>', 'scenario files or result folders; the others are compared with the first')
    .addOption(
      repeatableOption('--change <path=value>', 'compare one scenario with itself after this change'),
    )
    .option('--policy <names>', 'run one scenario under each of these policies: rts,load-first,./mine.mjs')
    .addOption(
      repeatableOption(
        '--fail-on <condition>',
        'exit with 1 if this holds (with replications: beyond chance), such as "window>+5%"; "distribution": if anything differs',
      ),
    )
    .option('--json', 'print the comparison as JSON only')
    .option('--markdown <file>', 'write a Markdown report that fits a pull request comment')
    .option('--seed <seed>', "seed to use instead of the scenarios'")
    .addOption(repeatableOption('--set <path=value>', 'change a value in every scenario'))
    .addOption(untilOption())
    .option(
      '--replications <n>',
      'run each n times with the same random draws: paired differences with intervals',
    )
    .addOption(warmUpOption('find and leave out the start of long runs, the same on all sides'))
    .option('--workers <n>', 'threads for the replications (default: one per core)')
    .addHelpText(
      'after',
      examples(
        'proxysim compare before.yaml after.yaml',
        'proxysim compare night.yaml --change proxies.px1.cores=16',
        'proxysim compare night.yaml --policy rts,load-first --replications 30',
        "proxysim compare results/runs/night new --fail-on 'window>+5%'",
      ),
    )
    .action(async (sides: string[], options: Omit<CompareArguments, 'sides'>) => {
      const { compare } = await import('../commands/compare.ts');
      ended(await compare({ ...options, sides }, io));
    });
}

/** The command that runs scenarios again under other circumstances. */
export function addVerify(program: Command, io: Io, ended: Ended): void {
  program
    .command('verify')
    .description(
      'test determinism: run scenarios again in other circumstances, where nothing may differ (default: all three ways)',
    )
    .argument('<files...>', 'scenario files')
    .option('--twice', 'run twice')
    .option('--interleaved', 'run interleaved with other runs')
    .option('--permuted', 'run with declarations reversed wherever their order must not matter')
    .option('--policy <name|file>', "a built-in policy or your own policy file, instead of the scenario's")
    .option('--seed <seed>', "seed to use instead of the scenario's")
    .addOption(repeatableOption('--set <path=value>', 'change a value'))
    .addHelpText('after', examples('proxysim verify night.yaml'))
    .action(async (files: string[], options: Omit<VerifyArguments, 'files'>) => {
      const { verify } = await import('../commands/verify.ts');
      ended(await verify({ ...options, files }, io));
    });
}
