import type { CalibratedJob, Calibration } from '../../history/calibration.ts';
import type { Drift } from '../../history/drift.ts';
import { formatBytes, formatDate } from '../../units/format-quantity.ts';
import type { Paint } from '../characters/paint.ts';
import { printable } from '../characters/printable.ts';
import { type TextColumn, textTable } from '../text/table.ts';
import { roundedSeconds } from '../wording/metric-value.ts';
import { worstRows } from './shown-rows.ts';

const COLUMNS: readonly TextColumn[] = [
  { head: 'job' },
  { head: 'since' },
  { head: 'usually', align: 'right' },
  { head: '1 in 20 over', align: 'right' },
  { head: 'data', align: 'right' },
];

/** Jobs whose duration has changed without a matching change in what they read. */
export function driftLines({ jobs }: Calibration, paint: Paint): string[] {
  const drifting = jobs.flatMap(({ name, drift }) => (drift === undefined ? [] : [{ name, drift }]));
  if (drifting.length === 0) return [];
  const { rows, more } = worstRows(
    drifting,
    ({ drift }) => drift.since.medianSeconds / drift.before.medianSeconds,
  );
  return [
    paint.heading('Changes that the amount of data does not explain'),
    ...textTable(COLUMNS, rows.map(row), paint),
    ...more,
    ...rows.flatMap(vmLine),
  ];
}

type DriftingJob = Pick<CalibratedJob, 'name'> & { readonly drift: Drift };

function row({ name, drift: { kind, sinceUs, before, since } }: DriftingJob): string[] {
  const [earlier, later] = [before.bytes, since.bytes];
  return [
    printable(name),
    `${formatDate(sinceUs)}, ${kind}`,
    fromTo(before.medianSeconds, since.medianSeconds),
    fromTo(before.p95Seconds, since.p95Seconds),
    earlier === undefined || later === undefined ? '' : `${formatBytes(earlier)} to ${formatBytes(later)}`,
  ];
}

function vmLine({ name, drift: { vm } }: DriftingJob): string[] {
  if (vm === undefined) return [];
  const seconds = fromTo(vm.secondsBefore, vm.secondsSince);
  return [`  ${printable(name)}: most of it is the VM ${printable(vm.name)}, usually ${seconds}.`];
}

function fromTo(before: number, since: number): string {
  return `${roundedSeconds(before)} to ${roundedSeconds(since)}`;
}
