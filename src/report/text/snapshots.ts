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

interface Figure {
  readonly title: string;
  readonly of: (snapshot: SnapshotRow) => number;
  readonly least: number;
  readonly text: (value: number) => string;
}

const FIGURES: readonly Figure[] = [
  {
    title: 'longest lives',
    of: ({ lifeSeconds }) => lifeSeconds,
    least: NOTABLE_LIFE_SECONDS,
    text: formatSeconds,
  },
  {
    title: 'largest deltas',
    of: ({ deltaBytes }) => deltaBytes,
    least: NOTABLE_DELTA_BYTES,
    text: formatBytes,
  },
  {
    title: 'longest stuns, as estimated',
    of: ({ creationStunSeconds, removalStunSeconds }) =>
      Math.max(creationStunSeconds, removalStunSeconds ?? 0),
    least: NOTABLE_STUN_SECONDS,
    text: formatSeconds,
  },
];

/** The snapshots that production may notice: the longest lives, the largest deltas, the worst stuns. */
export function snapshotLines({ result, paint }: ReportContext): string[] {
  // Each VM by its worst snapshot.
  const worst = FIGURES.map(() => new Map<string, number>());
  for (const snapshot of result.rowByRow.snapshots()) {
    for (const [f, { of, least }] of FIGURES.entries()) {
      const value = of(snapshot);
      if (value > Math.max(least, worst[f]!.get(snapshot.vm) ?? 0)) worst[f]!.set(snapshot.vm, value);
    }
  }
  const lines = FIGURES.flatMap((figure, f) => line(figure, worst[f]!));
  return lines.length === 0 ? [] : [paint.heading('Snapshots'), ...lines];
}

function line({ title, text }: Figure, worst: ReadonlyMap<string, number>): string[] {
  if (worst.size === 0) return [];
  const first = [...worst].sort(([, a], [, b]) => b - a).slice(0, SHOWN);
  const rest = worst.size > first.length ? ` and ${worst.size - first.length} more` : '';
  return [`  ${title}: ${first.map(([vm, value]) => `${printable(vm)} ${text(value)}`).join(', ')}${rest}`];
}
