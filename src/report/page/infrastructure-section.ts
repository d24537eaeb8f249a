import { firstOf } from '../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import type { ReportData } from '../data/report-data.ts';
import { formatSeconds } from '../wording/metric-value.ts';
import { modesText } from '../wording/modes-text.ts';
import { type Html, html } from './html.ts';
import { pageTable, section, sectionIf, shareBar } from './table.ts';

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
export function storageSection({ summary }: ReportData): Html {
  const { datastores, repositories, hosts, links } = summary;
  const isProtected = Object.values(datastores).some((d) => d.secondsStopped + d.secondsThrottled > 0);
  return section(
    'storage',
    'Storage and network',
    pageTable(
      'Datastores',
      [
        { head: 'Datastore' },
        { head: 'Busy' },
        { head: 'Peak tasks', isFigure: true },
        { head: 'Peak snapshots', isFigure: true },
        ...(isProtected
          ? [
              { head: 'Too slow to start', isFigure: true },
              { head: 'Throttled', isFigure: true },
            ]
          : []),
      ],
      Object.entries(datastores).map(([name, d]) => [
        name,
        share(d.utilisation),
        d.peakTasks,
        d.peakSnapshots,
        ...(isProtected ? [formatSeconds(d.secondsStopped), formatSeconds(d.secondsThrottled)] : []),
      ]),
    ),
    pageTable(
      'Repositories',
      [
        { head: 'Repository' },
        { head: 'Slots used' },
        { head: 'Writing' },
        { head: 'Peak tasks', isFigure: true },
        { head: 'Memory', isFigure: true },
      ],
      Object.entries(repositories).map(([name, r]) => [
        name,
        share(r.slotUtilisation),
        share(r.writeUtilisation),
        r.peakTasks,
        formatBytes(r.peakMemoryBytes),
      ]),
    ),
    pathsTable({ hosts, links }),
  );
}

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

/** Which proxy reaches which datastore, in which modes, and how many tasks used each. */
export function reachSection({ reach }: ReportData): Html | null {
  const { proxies, datastores, cells } = reach;
  return sectionIf(cells.length > 0, 'reach', 'Which proxy reaches which datastore', () => {
    const at = new Map(cells.map((cell) => [cell.proxy * datastores.length + cell.datastore, cell]));
    const texts = new CellTexts();
    const rows = datastores.map((name, d) => [
      name,
      ...proxies.map((_, p) => texts.of(at.get(p * datastores.length + d))),
    ]);
    const columns = [{ head: 'Datastore' }, ...proxies.map((head) => ({ head }))];
    return [
      html`<p>Modes that a proxy could use for some disk of a job, best first, with the tasks that did.</p>
`,
      pageTable('Modes by proxy and datastore', columns, rows),
    ];
  });
}

type Cell = ReportData['reach']['cells'][number];

/** Thousands of cells say one of a few things. */
class CellTexts {
  readonly #texts = new Map<string, Html>();

  of(cell: Cell | undefined): Html {
    if (cell === undefined) return NO_WAY;
    let key = '';
    for (const mode of cell.possible) key += `${mode},`;
    for (const { mode, tasks } of cell.used) key += `/${mode} ${tasks}`;
    let text = this.#texts.get(key);
    if (text === undefined) {
      text = cellText(cell);
      this.#texts.set(key, text);
    }
    return text;
  }
}

const NO_WAY = html`<span class="none">no way</span>`;

function cellText(cell: Cell): Html {
  const tasks = new Map(cell.used.map(({ mode, tasks: count }) => [mode, count]));
  const modes = [...new Set([...cell.possible, ...tasks.keys()])];
  return html`${modes.map(
    (mode) =>
      html`<span class="mode ${tasks.has(mode) ? 'used' : 'unused'}"><i class="dot mode-${mode}"></i>${mode}${tasks.has(mode) ? html` <b>${tasks.get(mode)!}</b>` : null}</span> `,
  )}`;
}
