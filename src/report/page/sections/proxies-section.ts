import { firstOf } from '../../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import { usedInLongestNight } from '../../data/longest-night-use.ts';
import type { ReportData } from '../../data/report-data.ts';
import { modesText } from '../../wording/modes-text.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** How many oversubscribed proxies are named here; the warnings name all. */
const OVERSUBSCRIBED_NAMED = 8;

/** Proxies with their utilisation, and how evenly the work was spread over them. */
export function proxiesSection(data: ReportData): PageSection {
  const { summary, balance, oversubscribed } = data;
  const night = usedInLongestNight(data);
  const proxies = Object.entries((night ?? summary).proxies);
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
    night === undefined
      ? null
      : html`<p class="note">Slot use, CPU and network are of the time in which tasks ran in the longest night, everything else is of the whole run.</p>`,
    balanceLines(balance, night !== undefined),
    oversubscribed.length === 0
      ? null
      : html`<p>More slots than cores or memory can use: ${firstOf(oversubscribed, OVERSUBSCRIBED_NAMED, ({ proxy }) => proxy)}.</p>`,
  );
}

/** Of several nights, the mean slot use includes the days, so it is not told. */
function balanceLines(balance: ReportData['balance'], hasNights: boolean): Html | null {
  if (balance === null) return null;
  const { of, maxOverMean, jain } = balance;
  const busiest = of.reduce((a, b) => (b.slotUtilisation > a.slotUtilisation ? b : a));
  const leastBusy = of.reduce((a, b) => (b.slotUtilisation < a.slotUtilisation ? b : a));
  const figuresOf = ({ slotUtilisation, readBytes }: typeof busiest) =>
    `${hasNights ? '' : `slot use ${formatShare(slotUtilisation)}, `}${formatBytes(readBytes)} read`;
  return html`<p><strong>Balance.</strong> ${busiest.proxy} is the busiest (${figuresOf(busiest)}), ${leastBusy.proxy} the least busy (${figuresOf(leastBusy)}). Busiest over mean: ${maxOverMean.toFixed(2)} (1 is even). Jain’s index: ${jain.toFixed(2)} (1 is even; ${(1 / of.length).toFixed(2)} is one proxy doing all).</p>`;
}
