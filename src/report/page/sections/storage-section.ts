import type { DatastoreSummary } from '../../../metrics/summary/summary.ts';
import { formatBytes } from '../../../units/format-quantity.ts';
import { type Used, usedInLongestNight } from '../../data/longest-night-use.ts';
import { plainRepositories } from '../../data/plain-repositories.ts';
import type { ReportData } from '../../data/report-data.ts';
import { heldBack } from '../../text/latency.ts';
import { formatSeconds } from '../../wording/metric-value.ts';
import { breakable, commandText } from '../breakable.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, section } from '../section.ts';
import { pageTable, shareBar } from '../table.ts';

/** Datastores, repositories, hosts whose networks were used, and links. */
export function storageSection(data: ReportData): PageSection {
  const held = heldBack(data.waits);
  const night = usedInLongestNight(data);
  const shown = night ?? data.summary;
  return section(
    'storage',
    'Storage and network',
    night === undefined
      ? null
      : html`<p class="note">Percentages are of the time in which tasks ran in the longest night.</p>`,
    datastoresTable(shown),
    held === undefined ? null : html`<p>${held.text} Without that: <code>${commandText(held.set)}</code></p>`,
    repositoriesTable(data, shown),
    scaleOutTable(data),
    hostsTable(shown),
    linksTable(shown),
    data.words.farReads.map((line) => html`<p>${line}</p>`),
  );
}

function repositoriesTable({ scaleOut }: ReportData, { repositories }: Used): Html {
  const columns = [
    { head: 'Repository' },
    { head: 'Slot use' },
    { head: 'Writing' },
    { head: 'Peak tasks', isFigure: true },
    { head: 'Memory', isFigure: true },
  ];
  const rows = plainRepositories({ scaleOut, summary: { repositories } }).map(([name, r]) => [
    name,
    shareBar(r.slotUtilisation),
    shareBar(r.writeUtilisation),
    r.peakTasks,
    formatBytes(r.peakMemoryBytes),
  ]);
  return pageTable('Repositories', columns, rows);
}

function scaleOutTable({ scaleOut }: ReportData): Html | null {
  if (scaleOut.length === 0) return null;
  const columns = [
    { head: 'Scale-out repository' },
    { head: 'Extents (their figures are above)', isProse: true },
  ];
  const rows = scaleOut.map(({ name, extents }) => [name, breakable(extents.join(', '))]);
  return pageTable('Scale-out repositories', columns, rows);
}

function datastoresTable({ datastores }: Used): Html {
  const hasLatency = Object.values(datastores).some((d) => d.peakLatencySeconds > 0);
  const columns = [
    { head: 'Datastore' },
    { head: 'Busy' },
    { head: 'Peak tasks', isFigure: true },
    { head: 'Peak snapshots', isFigure: true },
    ...(hasLatency ? LATENCY_COLUMNS : []),
  ];
  const rows = Object.entries(datastores).map(([name, d]) => [
    name,
    shareBar(d.utilisation),
    d.peakTasks,
    d.peakSnapshots,
    ...(hasLatency ? latencyCells(d) : []),
  ]);
  return pageTable('Datastores', columns, rows);
}

/** Shown where latency is modelled. */
const LATENCY_COLUMNS = [
  { head: 'Highest latency', isFigure: true },
  { head: 'Too slow to start', isFigure: true },
  { head: 'Throttled', isFigure: true },
];

function latencyCells(datastore: DatastoreSummary): string[] {
  const { peakLatencySeconds, secondsStopped, secondsThrottled } = datastore;
  // Of this one no latency is modelled.
  if (peakLatencySeconds === 0) return ['–', '–', '–'];
  return [peakLatencySeconds, secondsStopped, secondsThrottled].map(formatSeconds);
}

function hostsTable({ hosts }: Used): Html | null {
  const rows = Object.entries(hosts)
    .filter(([, h]) => h.networkUtilisation + h.managementUtilisation + h.peakNbdDisks > 0)
    .map(([name, h]) => [
      name,
      shareBar(h.networkUtilisation),
      shareBar(h.managementUtilisation),
      h.peakNbdDisks,
    ]);
  if (rows.length === 0) return null;
  const columns = [
    { head: 'Host' },
    { head: 'Network' },
    { head: 'Management' },
    { head: 'Peak network-mode disks', isFigure: true },
  ];
  return pageTable('Hosts', columns, rows);
}

function linksTable({ links }: Used): Html | null {
  const rows = Object.entries(links).map(([name, { utilisation, transferredBytes }]) => [
    name,
    shareBar(utilisation),
    formatBytes(transferredBytes),
  ]);
  if (rows.length === 0) return null;
  const columns = [{ head: 'Link' }, { head: 'Busy' }, { head: 'Transferred', isFigure: true }];
  return pageTable('Links', columns, rows);
}
