import { Option } from 'commander';

/** `--warm-up`, of every command that makes runs whose figures are read. `what`: what it does there. */
export function warmUpOption(what: string): Option {
  return new Option('--warm-up <how>', what).choices(['auto']);
}
