import { Option } from 'commander';

/** `--warm-up`, for every command that reports figures of runs. `what`: what it does there. */
export function warmUpOption(what: string): Option {
  return new Option('--warm-up <how>', what).choices(['auto']);
}
