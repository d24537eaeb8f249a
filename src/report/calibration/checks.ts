import { groupedBy } from '../../collections/grouped-by.ts';
import type { CalibratedJob, Calibration, JobCheck } from '../../history/calibration.ts';
import type { Bottleneck } from '../../metrics/summary/summary.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { CAUSE_WORDS } from '../wording/cause-words.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { worstRows } from './shown-rows.ts';

const COLUMNS: readonly TextColumn[] = [
  { head: 'job' },
  { head: 'past', align: 'right' },
  { head: 'simulated before', align: 'right' },
  { head: 'after', align: 'right' },
  { head: 'off by', align: 'right' },
];

/** Deviations above this share are pointed out to the reader [our choice]. */
const LARGE = 0.2;

/** The assumptions of a scenario behind each stage. */
const ASSUMED_OF: Readonly<Record<Exclude<Bottleneck, 'none'>, string>> = {
  source: 'the read rates of datastores and perTask of transport modes',
  proxy: 'the profile, and the cores of proxies',
  network: 'the networks of hosts, proxies and repositories, and links',
  target: 'the write rates and perStream of repositories',
  throttling: 'the throttles',
};

/**
 * The scenario simulated with and without the fitted values, next to the past, and what limits the jobs that are
 * still far off.
 */
export function checkLines({ jobs }: Calibration, paint: Paint): string[] {
  if (jobs.length === 0) return [];
  const { rows, more } = worstRows(jobs, ({ seconds, check }) => Math.abs(difference(seconds, check) ?? 0));
  return [
    paint.heading('Simulated against the past'),
    '  Compared: the longest task of an increment, made as long after the previous backup as in the past.',
    ...textTable(COLUMNS, rows.map(row), paint),
    ...more,
    ...rows.flatMap(farLines),
  ];
}

function row({ name, seconds, check }: CalibratedJob): string[] {
  const left = difference(seconds, check);
  return [
    printable(name),
    roundedSeconds(seconds),
    check.secondsBefore === null ? 'none' : roundedSeconds(check.secondsBefore),
    check.secondsAfter === null ? 'none' : roundedSeconds(check.secondsAfter),
    left === null ? '' : `${left > 0 ? '+' : ''}${Math.round(left * 100)}%`,
  ];
}

/** As a share of the past duration; null: no increment was simulated. */
function difference(seconds: number, { secondsAfter }: JobCheck): number | null {
  return secondsAfter === null || seconds <= 0 ? null : secondsAfter / seconds - 1;
}

function farLines({ name, seconds, check }: CalibratedJob): string[] {
  const left = difference(seconds, check);
  const job = printable(name);
  if (left === null)
    return [`  ${job} makes no increment in the scenario, so there is nothing to compare with the past.`];
  if (Math.abs(left) <= LARGE && check.otherModes.length === 0) return [];
  const { bottleneck, queueWaitSeconds, waitCause, otherModes } = check;
  const stage = bottleneck === null || bottleneck === 'none' ? undefined : bottleneck;
  const limit = stage === undefined ? 'nothing shared limits it' : `limited by ${stage}`;
  const waits =
    waitCause === null ? 'no task waits' : `tasks wait ${roundedSeconds(queueWaitSeconds)} on average`;
  return [
    `  ${job}: ${limit}, ${waits}.`,
    ...(stage === undefined ? [] : [`    Look at ${ASSUMED_OF[stage]}.`]),
    ...(waitCause === null ? [] : [`    They mostly wait for ${waitCause} (${CAUSE_WORDS[waitCause]}).`]),
    ...otherModeLines(otherModes),
  ];
}

/** VMs that a line names before it says how many more there are. */
const NAMED = 5;

/** One line for all VMs that went from the same mode to the same other one. */
function otherModeLines(all: JobCheck['otherModes']): string[] {
  const groups = groupedBy(all, ({ past, simulated }) => `${past} in the past and ${simulated} here`);
  return Array.from(groups, ([change, vms]) => {
    const names = firstOf(vms, NAMED, ({ vm }) => printable(vm));
    const theirs = vms.length === 1 ? 'its datastore' : 'their datastores';
    return `    ${counted(vms.length, 'VM')} used ${change} (${names}): look at ${theirs}, hosts and proxies.`;
  });
}
