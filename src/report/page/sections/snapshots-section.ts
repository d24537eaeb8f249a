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
    const { median, p95, longest } = snapshotLifetimes(snapshots);
    const delta = snapshots.deltaBytes.reduce((most, bytes) => Math.max(most, bytes), 0);
    return [
      html`<p>${counted(snapshots.count, 'snapshot')}. Lifetime: median ${formatSeconds(median)}, P95 ${formatSeconds(p95)}, longest ${formatSeconds(longest)}. Largest delta: ${formatBytes(delta)}. Longest stun: ${formatSeconds(summary.vms.worstStunSeconds)} (estimated).</p>
`,
      html`<div class="grid" data-table="snapshots"></div>
`,
    ];
  });
}
