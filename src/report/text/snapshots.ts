import type { SnapshotFigures } from '../../metrics/columns/snapshot-columns.ts';
import { counted } from '../../units/counted.ts';
import { firstOf } from '../../units/cut-list.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { snapshotLifetimes } from '../wording/snapshot-lifetimes.ts';
import type { ReportContext } from './report-context.ts';

const SHOWN = 3;
/** Lifetimes are reported only if one is at least this long [model]. */
const TOLD_LIFE_SECONDS = 3600;
/** Below these no snapshot needs attention [model]: creating one stuns for less than a second [guide]. */
const NOTABLE_LIFE_SECONDS = 4 * 3600;
const NOTABLE_IDLE_SECONDS = 600;
const NOTABLE_DELTA_BYTES = 20e9;
const NOTABLE_STUN_SECONDS = 1;

interface Figure {
  readonly title: string;
  readonly of: (snapshots: SnapshotFigures, row: number) => number;
  readonly least: number;
  readonly text: (value: number) => string;
}

const FIGURES: readonly Figure[] = [
  {
    title: 'longest lifetimes',
    of: ({ lifeSeconds }, row) => lifeSeconds[row]!,
    least: NOTABLE_LIFE_SECONDS,
    text: formatSeconds,
  },
  {
    title: 'open only for disks that waited',
    of: ({ idleSeconds }, row) => idleSeconds[row]!,
    least: NOTABLE_IDLE_SECONDS,
    text: formatSeconds,
  },
  {
    title: 'largest deltas',
    of: ({ deltaBytes }, row) => deltaBytes[row]!,
    least: NOTABLE_DELTA_BYTES,
    text: formatBytes,
  },
  {
    title: 'longest stuns (estimated)',
    of: ({ creationStunSeconds, removalStunSeconds }, row) =>
      Math.max(creationStunSeconds[row]!, removalStunSeconds[row]!),
    least: NOTABLE_STUN_SECONDS,
    text: formatSeconds,
  },
];

/**
 * The snapshots that production may notice: the longest lifetimes, those that were open while no disk of their VM was
 * in work, the largest deltas, the worst stuns.
 */
export function snapshotLines({ result, paint }: ReportContext): string[] {
  const { snapshots } = result.columns;
  const lines = [
    ...lifetimeLine(snapshots),
    ...FIGURES.flatMap((figure) => line(figure, worstOf(figure, snapshots))),
  ];
  return lines.length === 0 ? [] : [paint.heading('Snapshots'), ...lines];
}

/** How long the snapshots of all VMs existed. */
function lifetimeLine(snapshots: SnapshotFigures): string[] {
  const { words, longest } = snapshotLifetimes(snapshots);
  if (snapshots.count < 2 || longest < TOLD_LIFE_SECONDS) return [];
  return [`  lifetime of ${counted(snapshots.count, 'snapshot')}: ${words}`];
}

/** Each VM with its worst snapshot. */
function worstOf({ of, least }: Figure, snapshots: SnapshotFigures): ReadonlyMap<string, number> {
  const worst = new Map<string, number>();
  for (let row = 0; row < snapshots.count; row++) {
    const value = of(snapshots, row);
    if (value <= least) continue;
    const vm = snapshots.vms[snapshots.vm[row]!]!;
    if (value > (worst.get(vm) ?? 0)) worst.set(vm, value);
  }
  return worst;
}

function line({ title, text }: Figure, worst: ReadonlyMap<string, number>): string[] {
  if (worst.size === 0) return [];
  const sorted = [...worst].sort(([, a], [, b]) => b - a);
  return [`  ${title}: ${firstOf(sorted, SHOWN, ([vm, value]) => `${printable(vm)} ${text(value)}`)}`];
}
