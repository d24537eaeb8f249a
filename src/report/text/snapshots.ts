import type { SnapshotRow } from '../../metrics/snapshot-log.ts';
import { formatBytes } from '../../units/format-quantity.ts';
import { formatSeconds } from '../metric-value.ts';
import { printable } from '../printable.ts';
import type { ReportContext } from './report-context.ts';

const SHOWN = 3;
/** Below these nobody need look at a snapshot [model]: creating one stuns for less than a second [guide]. */
const NOTABLE_LIFE_SECONDS = 4 * 3600;
const NOTABLE_DELTA_BYTES = 20e9;
const NOTABLE_STUN_SECONDS = 1;

/** The snapshots that production may notice: the longest lives, the largest deltas, the worst stuns. */
export function snapshotLines({ result, paint }: ReportContext): string[] {
  const lines = [
    ...line('longest lives', result.snapshots, {
      of: ({ lifeSeconds }) => lifeSeconds,
      least: NOTABLE_LIFE_SECONDS,
      text: formatSeconds,
    }),
    ...line('largest deltas', result.snapshots, {
      of: ({ deltaBytes }) => deltaBytes,
      least: NOTABLE_DELTA_BYTES,
      text: formatBytes,
    }),
    ...line('longest stuns, as estimated', result.snapshots, {
      of: ({ creationStunSeconds, removalStunSeconds }) =>
        Math.max(creationStunSeconds, removalStunSeconds ?? 0),
      least: NOTABLE_STUN_SECONDS,
      text: formatSeconds,
    }),
  ];
  return lines.length === 0 ? [] : [paint.heading('Snapshots'), ...lines];
}

interface Figure {
  readonly of: (snapshot: SnapshotRow) => number;
  readonly least: number;
  readonly text: (value: number) => string;
}

/** Each VM by its worst snapshot. */
function line(title: string, snapshots: readonly SnapshotRow[], { of, least, text }: Figure): string[] {
  const worst = new Map<string, number>();
  for (const snapshot of snapshots) {
    const value = of(snapshot);
    if (value > Math.max(least, worst.get(snapshot.vm) ?? 0)) worst.set(snapshot.vm, value);
  }
  if (worst.size === 0) return [];
  const first = [...worst].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  const rest = worst.size > first.length ? ` and ${worst.size - first.length} more` : '';
  return [`  ${title}: ${first.map(([vm, value]) => `${printable(vm)} ${text(value)}`).join(', ')}${rest}`];
}
