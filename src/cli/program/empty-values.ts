import type { Command } from 'commander';

/**
 * Refuses options and arguments that are given but empty, as `-o "$DIR"` is in a script that has not set DIR: an
 * empty path would mean the current folder.
 */
export function refuseEmptyValues(command: Command): void {
  const option = command.options.find((one) => command.getOptionValue(one.attributeName()) === '');
  if (option !== undefined) command.error(`error: option '${option.flags}' is given an empty value`, USAGE);
  const at = command.args.indexOf('');
  if (at < 0) return;
  const { registeredArguments: known } = command;
  command.error(`error: argument '${known[Math.min(at, known.length - 1)]!.name()}' is empty`, USAGE);
}

const USAGE = { exitCode: 2, code: 'proxysim.emptyValue' };
