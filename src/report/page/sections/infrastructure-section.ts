import { firstOf } from '../../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../../units/format-quantity.ts';
import { plainRepositories } from '../../data/plain-repositories.ts';
import type { ReportData } from '../../data/report-data.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { modesText } from '../../wording/modes-text.ts';
import { breakable } from '../breakable.ts';
import { type Html, html } from '../html.ts';
import { pageTable, section, shareBar } from '../table.ts';

/** Of proxies with more slots than they have use for so many are named: warnings name all. */
const OVERSUBSCRIBED_NAMED = 8;

/** Proxies with their use, and how evenly the work fell on them. */
export function proxiesSection({ summary, balance, oversubscribed }: ReportData): Html {
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
    share(proxy.slotUtilisation),
    share(proxy.cpuUtilisation),
    share(proxy.networkUtilisation),
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

function share(value: number): Html {
  return shareBar(value, formatShare(value));
}

function balanceLines(balance: ReportData['balance']): Html | null {
  if (balance === null) return null;
  const { of, maxOverMean, jain } = balance;
  const fullest = of.reduce((a, b) => (b.slotUtilisation > a.slotUtilisation ? b : a));
  const idlest = of.reduce((a, b) => (b.slotUtilisation < a.slotUtilisation ? b : a));
  return html`<p><strong>Balance.</strong> ${fullest.proxy} is the fullest (${formatShare(fullest.slotUtilisation)} of its slots, ${formatBytes(fullest.readBytes)} read), ${idlest.proxy} the idlest (${formatShare(idlest.slotUtilisation)}, ${formatBytes(idlest.readBytes)}). Fullest over mean ${maxOverMean.toFixed(2)} (1: all alike); Jain’s index ${jain.toFixed(2)} (1: all alike, ${(1 / of.length).toFixed(2)}: one does all).</p>
`;
}

/** Datastores, repositories, and hosts and links where their networks were used. */
export function storageSection(data: ReportData): Html {
  return section(
    'storage',
    'Storage and network',
    datastoresTable(data),
    repositoriesTable(data),
    scaleOutTable(data),
    pathsTable(data.summary),
  );
}

function repositoriesTable(data: ReportData): Html {
  const columns = [
    { head: 'Repository' },
    { head: 'Slots used' },
    { head: 'Writing' },
    { head: 'Peak tasks', isFigure: true },
    { head: 'Memory', isFigure: true },
  ];
  const rows = plainRepositories(data).map(([name, r]) => [
    name,
    share(r.slotUtilisation),
    share(r.writeUtilisation),
    r.peakTasks,
    formatBytes(r.peakMemoryBytes),
  ]);
  return pageTable('Repositories', columns, rows);
}

function scaleOutTable({ scaleOut }: ReportData): Html | null {
  if (scaleOut.length === 0) return null;
  const columns = [
    { head: 'Scale-out repository' },
    { head: 'Extents, whose figures stand above', isProse: true },
  ];
  const rows = scaleOut.map(({ name, extents }) => [name, breakable(extents.join(', '))]);
  return pageTable('Scale-out repositories', columns, rows);
}

function datastoresTable({ summary: { datastores } }: ReportData): Html {
  const isProtected = Object.values(datastores).some((d) => d.secondsStopped + d.secondsThrottled > 0);
  const columns = [
    { head: 'Datastore' },
    { head: 'Busy' },
    { head: 'Peak tasks', isFigure: true },
    { head: 'Peak snapshots', isFigure: true },
    ...(isProtected ? LATENCY_COLUMNS : []),
  ];
  const rows = Object.entries(datastores).map(([name, d]) => [
    name,
    share(d.utilisation),
    d.peakTasks,
    d.peakSnapshots,
    ...(isProtected ? [formatSeconds(d.secondsStopped), formatSeconds(d.secondsThrottled)] : []),
  ]);
  return pageTable('Datastores', columns, rows);
}

/** Where production had to be protected. */
const LATENCY_COLUMNS = [
  { head: 'Too slow to start', isFigure: true },
  { head: 'Throttled', isFigure: true },
];

function pathsTable({ hosts, links }: Pick<ReportData['summary'], 'hosts' | 'links'>): Html | null {
  const rows = [
    ...Object.entries(hosts)
      .filter(([, h]) => h.networkUtilisation + h.managementUtilisation + h.peakNbdDisks > 0)
      .map(([name, h]) => [
        `host ${name}`,
        share(h.networkUtilisation),
        share(h.managementUtilisation),
        h.peakNbdDisks,
      ]),
    ...Object.entries(links).map(([name, { utilisation }]) => [`link ${name}`, share(utilisation), '', '']),
  ];
  if (rows.length === 0) return null;
  const columns = [
    { head: 'Host or link' },
    { head: 'Network' },
    { head: 'Management' },
    { head: 'Peak network-mode disks', isFigure: true },
  ];
  return pageTable('Hosts and links', columns, rows);
}
