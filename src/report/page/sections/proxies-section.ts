import { firstOf } from '../../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { modesText } from '../../wording/modes-text.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Of proxies with more slots than they have use for so many are named: warnings name all. */
const OVERSUBSCRIBED_NAMED = 8;

/** Proxies with their use, and how evenly the work fell on them. */
export function proxiesSection({ summary, balance, oversubscribed }: ReportData): PageSection {
  const proxies = Object.entries(summary.proxies);
  const columns = [
    { head: 'Proxy' },
    { head: 'Slots', isFigure: true },
    { head: 'Tasks', isFigure: true },
    { head: 'Peak', isFigure: true },
    { head: 'Slots used' },
    { head: 'CPU' },
    { head: 'Network' },
    { head: 'Modes' },
    { head: 'Knee', isFigure: true },
    { head: 'Above it', isFigure: true },
  ];
  const rows = proxies.map(([name, proxy]) => [
    name,
    proxy.slots,
    proxy.tasks,
    proxy.peakTasks,
    shareBar(proxy.slotUtilisation),
    shareBar(proxy.cpuUtilisation),
    shareBar(proxy.networkUtilisation),
    modesText(proxy, '–'),
    proxy.knee,
    formatShare(proxy.shareAboveKnee),
  ]);
  return section(
    'proxies',
    'Proxies',
    pageTable('Proxies', columns, rows),
    html`<p class="note">Knee: the number of tasks after which one more brings no more processing; above it: the share of the time in which more ran.</p>
`,
    balanceLines(balance),
    oversubscribed.length === 0
      ? null
      : html`<p>More slots than cores or memory have use for: ${firstOf(oversubscribed, OVERSUBSCRIBED_NAMED, ({ proxy }) => proxy)}.</p>
`,
  );
}

function balanceLines(balance: ReportData['balance']): Html | null {
  if (balance === null) return null;
  const { of, maxOverMean, jain } = balance;
  const fullest = of.reduce((a, b) => (b.slotUtilisation > a.slotUtilisation ? b : a));
  const idlest = of.reduce((a, b) => (b.slotUtilisation < a.slotUtilisation ? b : a));
  return html`<p><strong>Balance.</strong> ${fullest.proxy} is the fullest (${formatShare(fullest.slotUtilisation)} of its slots, ${formatBytes(fullest.readBytes)} read), ${idlest.proxy} the idlest (${formatShare(idlest.slotUtilisation)}, ${formatBytes(idlest.readBytes)}). Fullest over mean ${maxOverMean.toFixed(2)} (1: all alike); Jain’s index ${jain.toFixed(2)} (1: all alike, ${(1 / of.length).toFixed(2)}: one does all).</p>
`;
}
