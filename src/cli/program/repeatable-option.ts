import { Help, Option } from 'commander';

/** An option that may be given several times: its value is the list of what was given, empty without it. */
export function repeatableOption(flags: string, what: string): Option {
  return new Option(flags, `${what} (repeatable)`)
    .argParser((value: string, before: readonly string[]): string[] => [...before, value])
    .default([]);
}

/** What help says of an option; that a repeatable one is an empty list without it tells nobody anything. */
export function optionDescription(option: Option): string {
  return new Help().optionDescription(option).replace(' (default: [])', '');
}
