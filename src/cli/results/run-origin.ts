import type { Summary } from '../../metrics/summary/summary.ts';
import type { Origin } from '../../report/data/report-data.ts';
import { withoutCredentials } from '../credentials.ts';
import { commandLine, optionWords } from '../program/command-line.ts';
import { seedText } from '../runs/seed-option.ts';

/** The options of `run` that change what it computes. */
interface RunOptions {
  readonly policy?: string;
  readonly set?: readonly string[];
  readonly until?: string;
  readonly replications?: string;
  readonly precision?: string;
}

/** How a result came about: the command that repeats it, and what that sets. */
export function runOrigin(
  file: string,
  summary: Summary,
  options: RunOptions,
): Pick<Origin, 'command' | 'settings'> {
  return {
    command: commandLine(repeatedRun(file, summary, options)),
    settings: settingsOf(summary, options),
  };
}

/** The seed is included even if the scenario sets it: a copied command must not depend on later edits. */
export function repeatedRun(file: string, summary: Summary, options: RunOptions): string[] {
  const { policy, set, until, replications, precision } = options;
  const replay = replayOf(summary);
  const changed = { seed: seedText(summary.seed), replay, policy, set, until, replications, precision };
  return ['proxysim', 'run', file, ...optionWords(changed)];
}

/** What distinguishes results of one scenario, policy and seed. */
function settingsOf(summary: Summary, { set = [], until }: RunOptions): string[] {
  const replay = replayOf(summary);
  const settings = [
    ...set,
    ...(until === undefined ? [] : [`--until ${until}`]),
    ...(replay === undefined ? [] : [`--replay ${replay}`]),
  ];
  return settings.map(withoutCredentials);
}

function replayOf({ replication }: Summary): string | undefined {
  return replication === 0 ? undefined : `${replication}`;
}
