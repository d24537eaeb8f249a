import { firstOf } from '../../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import type { ReportData } from '../../data/report-data.ts';
import { modesText } from '../../wording/modes-text.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** How many oversubscribed proxies are named here; the warnings name all. */
const OVERSUBSCRIBED_NAMED = 8;

/** Proxies with their utilisation, and how evenly the work was spread over them. */
export function proxiesSection({ summary, balance, oversubscribed }: ReportData): PageSection {
  const proxies = Object.entries(summary.proxies);
  const columns = [
    { head: 'Proxy' },
    { head: 'Slots', isFigure: true },
    { head: 'Tasks', isFigure: true },
    { head: 'Peak tasks', isFigure: true },
    { head: 'Slot use' },
    { head: 'CPU' },
    { head: 'Network' },
    { head: 'Modes' },
    { head: 'Knee', isFigure: true },
    { head: 'Above knee', isFigure: true },
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
    html`<p class="note">Knee: the number of tasks beyond which one more adds no processing speed. Above knee: the share of the time in which more ran.</p>`,
    balanceLines(balance),
    oversubscribed.length === 0
      ? null
      : html`<p>More slots than cores or memory can use: ${firstOf(oversubscribed, OVERSUBSCRIBED_NAMED, ({ proxy }) => proxy)}.</p>`,
  );
}

function balanceLines(balance: ReportData['balance']): Html | null {
  if (balance === null) return null;
  const { of, maxOverMean, jain } = balance;
  const busiest = of.reduce((a, b) => (b.slotUtilisation > a.slotUtilisation ? b : a));
  const leastBusy = of.reduce((a, b) => (b.slotUtilisation < a.slotUtilisation ? b : a));
  return html`<p><strong>Balance.</strong> ${busiest.proxy} is the busiest (slot use ${formatShare(busiest.slotUtilisation)}, ${formatBytes(busiest.readBytes)} read), ${leastBusy.proxy} the least busy (${formatShare(leastBusy.slotUtilisation)}, ${formatBytes(leastBusy.readBytes)}). Busiest over mean: ${maxOverMean.toFixed(2)} (1 is even). Jain’s index: ${jain.toFixed(2)} (1 is even; ${(1 / of.length).toFixed(2)} is one proxy doing all).</p>`;
}
