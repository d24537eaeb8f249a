import { boundName } from '../../metrics/bound/bound-name.ts';
import type { Summary } from '../../metrics/summary/summary.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';

const RETRIES = '.retries';

/** Words for limits by the last part of their name; capacities and slots are worded elsewhere. */
const LIMITS: Readonly<Record<string, string>> = {
  ram: 'memory for so many tasks at once',
  hotaddDisks: 'disks attached at once',
  nbdMaxDisks: 'disks in network mode at once',
  maxSnapshots: 'VM snapshots at once',
  spacing: 'time between two starts, for the sake of latency',
  sequential: 'one disk at a time, one VM after another',
  storageSnapshots: 'one group of VMs after another',
};

/** What sets a lower bound (`bound.by` of a summary), as words within a sentence. */
export function boundSetter(by: string): string {
  const { after } = boundName(by);
  return after === undefined ? setterAlone(by) : `${setterAlone(by)}, ${waitWords(after)}`;
}

/** Bounds that a setting of the scenario determines, not the hardware, by the last part of their name. */
const SETTINGS: Readonly<Record<string, (name: string) => string>> = {
  slots: (name) => `maxConcurrentTasks of ${name}`,
  maxSnapshots: (name) => `maxSnapshots of ${name}`,
  nbdMaxDisks: (name) => `nbdMaxDisks of ${name}`,
  hotaddDisks: () => 'policy.hotaddMaxDisks',
  spacing: () => 'latencyControl.spacing',
  sequential: () => 'parallelProcessing',
  storageSnapshots: (name) => `storageSnapshots of ${name}`,
  perStream: (name) => `perStream or perVmFiles of ${name}`,
};

/** The setting that determines a lower bound; undefined: the hardware does. */
export function boundSetting(by: string): string | undefined {
  const { own, task } = boundName(by);
  if (task !== undefined) return undefined;
  const [from, to] = [own.indexOf('.') + 1, own.lastIndexOf('.')];
  return SETTINGS[own.slice(to + 1)]?.(printable(own.slice(from, to)));
}

/** How far above its lower bound a window is, within a sentence; what rounds to 0% is no difference. */
export function aboveBound(gap: number): string {
  if (gap >= 1) return `${(gap + 1).toFixed(1)} times as long`;
  const share = formatShare(gap);
  return share === '0%' ? 'no longer than that' : `${share} above it`;
}

/** Whether the work that sets the bound can begin only after other jobs, or after a failure. */
function waitsForOthers(by: string): boolean {
  return boundName(by).after !== undefined;
}

function setterAlone(by: string): string {
  const { own, task } = boundName(by);
  if (task !== undefined) return `the longest task, ${printable(task)}`;
  const words = LIMITS[own.slice(own.lastIndexOf('.') + 1)];
  return words === undefined ? printable(own) : `${printable(own)} (${words})`;
}

/** The jobs before it in a chain, and the pass that it retries. */
function waitWords(names: readonly string[]): string {
  const jobs = names.filter((name) => !name.endsWith(RETRIES)).map(printable);
  const retried = names
    .filter((name) => name.endsWith(RETRIES))
    .map((name) => name.slice(0, -RETRIES.length));
  const words = [
    ...(jobs.length === 0 ? [] : [`after ${jobs.length === 1 ? 'job' : 'jobs'} ${jobs.join(', ')}`]),
    ...retried.map((name) => `in a retry of job ${printable(name)}`),
  ];
  return words.join(', ');
}

/**
 * How long after the first task the last session starts, if that is most of the bound: then what sets it seems too small to
 * explain it, and the starts have to be named.
 */
export function lateStartSeconds({ bound, window, jobs }: Summary): number | undefined {
  if (bound === null || window === null || waitsForOthers(bound.by)) return undefined;
  const starts = Object.values(jobs).flatMap(({ sessions }) =>
    sessions.map(({ startSeconds }) => startSeconds),
  );
  const seconds = starts.reduce((last, start) => Math.max(last, start), 0) - window.startSeconds;
  return seconds > bound.seconds / 2 ? seconds : undefined;
}
