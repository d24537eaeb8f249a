import type { Command } from 'commander';
import type { CheckArguments } from '../commands/check.ts';
import type { Ended } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { examples } from './examples.ts';

/** The command that compares scenarios with their expectations and accepted results. */
export function addCheck(program: Command, io: Io, ended: Ended): void {
  program
    .command('check')
    .description('run scenarios and compare them with their expectations and accepted results')
    .argument('[files...]', 'scenario files (default: all below scenarios/ that have an accepted result)')
    .option('--update', 'accept the new results: write them to results/')
    .option('--all', 'with --update: also accept scenarios below scenarios/ that have no result yet')
    .option(
      '--replications <n>',
      'with --update and file names: also accept the figures of n replications, to test later ones against',
    )
    .option(
      '--policy <name|file>',
      "a built-in policy or your own policy file, instead of the scenarios'; its accepted results are kept separately",
    )
    .option('--junit <file>', 'write a JUnit XML report')
    .option('--markdown <file>', 'write a Markdown report that fits a pull request comment')
    .option('--json', 'print the report as JSON only')
    .addHelpText(
      'after',
      examples(
        'proxysim check night.yaml --junit out.xml',
        'proxysim check scenarios/night.yaml --update',
        'proxysim check',
      ),
    )
    .action(async (files: string[], options: Omit<CheckArguments, 'files'>) => {
      const { check } = await import('../commands/check.ts');
      ended(await check({ ...options, files }, io));
    });
}
