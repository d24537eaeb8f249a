import { counted } from '../../../units/counted.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { snapshotLifetimes } from '../../wording/snapshot-lifetimes.ts';
import { html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';

/** How long snapshots existed, and what they did to the VMs. */
export function snapshotsSection({ snapshots, summary }: ReportData): PageSection | null {
  return sectionIf(snapshots.count > 0, 'snapshots', 'Snapshots', () => {
    const { words } = snapshotLifetimes(snapshots);
    const delta = snapshots.deltaBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    const idle = idleWords(snapshots);
    return [
      html`<p>${counted(snapshots.count, 'snapshot')}. Lifetime: ${words}. Largest delta: ${formatBytes(delta)}. Longest stun: ${formatSeconds(summary.vms.worstStunSeconds)} (estimated).${idle}</p>`,
      html`<div class="grid" data-table="snapshots"></div>`,
    ];
  });
}

/** Snapshots that were open although no disk of their VM was in work; empty if there are none. */
function idleWords({ count, idleSeconds }: ReportData['snapshots']): string {
  const idle = idleSeconds.subarray(0, count).filter((seconds) => seconds > 0);
  if (idle.length === 0) return '';
  const most = idle.reduce((longest, seconds) => Math.max(longest, seconds), 0);
  const all = idle.reduce((sum, seconds) => sum + seconds, 0);
  return ` Open only for disks that waited, with none of the VM in work: ${counted(idle.length, 'snapshot')}, up to ${formatSeconds(most)}, ${formatSeconds(all)} in all.`;
}
