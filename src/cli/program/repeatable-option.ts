import { Help, Option } from 'commander';

/** An option that may be given several times. Its value is the list of values given, which is empty by default. */
export function repeatableOption(flags: string, what: string): Option {
  return new Option(flags, `${what} (repeatable)`)
    .argParser((value: string, before: readonly string[]): string[] => [...before, value])
    .default([]);
}

/** The description in the help. The default of a repeatable option, an empty list, is left out. */
export function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(' (default: [])', '');
}
