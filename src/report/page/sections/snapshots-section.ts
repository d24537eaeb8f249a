import { counted } from '../../../units/counted.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';

/** What snapshots did to the VMs. */
export function snapshotsSection({ snapshots, summary }: ReportData): PageSection | null {
  return sectionIf(snapshots.count > 0, 'snapshots', 'Snapshots', () => {
    const lives = snapshots.lifeSeconds.slice().sort();
    const at = (share: number) => lives[Math.min(lives.length - 1, Math.floor(share * lives.length))]!;
    const delta = snapshots.deltaBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    return [
      html`<p>${counted(snapshots.count, 'snapshot')}. Half of them lived for ${formatSeconds(at(0.5))} or less, 95% for ${formatSeconds(at(0.95))}, the longest for ${formatSeconds(summary.vms.longestSnapshotSeconds)}. The largest grew to ${formatBytes(delta)}; no VM stood still for longer than ${formatSeconds(summary.vms.worstStunSeconds)} at once, as estimated.</p>
`,
      html`<div class="grid" data-table="snapshots"></div>
`,
    ];
  });
}
