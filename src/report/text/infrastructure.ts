import type { RunResult } from '../../metrics/run-result.ts';
import { severalNights } from '../../metrics/sessions/nights.ts';
import { counted } from '../../units/counted.ts';
import { moreLine } from '../../units/cut-list.ts';
import { formatBytes, formatShare } from '../../units/format-quantity.ts';
import { printable } from '../characters/printable.ts';
import type { Used } from '../data/longest-night-use.ts';
import { plainRepositories } from '../data/plain-repositories.ts';
import { farReadsWords } from '../wording/far-reads.ts';
import { modesText } from '../wording/modes-text.ts';
import type { ReportContext } from './report-context.ts';
import { type TextColumn, textTable } from './table.ts';
import { wrapped } from './wrapped.ts';

const PROXIES_SHOWN = 8;
const STORAGE_SHOWN = 5;
const LINKS_SHOWN = 5;

/**
 * One row per proxy. If not all fit, the busiest comes first: an overloaded proxy next to an idle one must be visible
 * at once. `night`: the figures of the longest night, of several.
 */
export function proxyLines({ result, paint }: ReportContext, night: Used | undefined): string[] {
  const proxies = Object.entries((night ?? result.summary).proxies);
  if (proxies.length === 0) return [];
  const all = proxies.length <= PROXIES_SHOWN;
  const ordered = all ? proxies : [...proxies].sort(([, a], [, b]) => b.slotUtilisation - a.slotUtilisation);
  // The idlest of many proxies stays visible: it is the other half of the picture.
  const shown = all ? ordered : [...ordered.slice(0, PROXIES_SHOWN - 1), ordered.at(-1)!];
  const rows = shown.map(([name, proxy]) => [
    printable(name),
    `${proxy.slots}`,
    `${proxy.tasks}`,
    `${proxy.peakTasks}`,
    formatShare(proxy.slotUtilisation),
    formatShare(proxy.cpuUtilisation),
    formatShare(proxy.networkUtilisation),
    modesText(proxy, '-'),
  ]);
  const table = textTable(
    [
      { head: 'Proxies' },
      { head: 'slots', align: 'right' },
      { head: 'tasks', align: 'right' },
      { head: 'peak', align: 'right' },
      { head: 'slot use', align: 'right' },
      { head: 'CPU', align: 'right' },
      { head: 'network', align: 'right' },
      { head: 'modes' },
    ],
    rows,
    paint,
  );
  const between = moreLine(proxies.length - shown.length, { tail: ' between the last two' });
  return [...table, ...between, ...shareNote(result, night)];
}

/** What percentages of several nights mean. */
function shareNote({ summary }: RunResult, night: Used | undefined): string[] {
  if (severalNights(summary) === undefined) return [];
  return [
    night === undefined
      ? '  Percentages are of the whole run, including the time between nights.'
      : '  Percentages are of the time in which tasks ran in the longest night.',
  ];
}

/** Datastores and repositories, the busiest first. */
export function storageLines({ result, paint }: ReportContext, night: Used | undefined): string[] {
  const all = storage(result, night ?? result.summary).sort((a, b) => b.use - a.use);
  if (all.length === 0) return [];
  const rows = all
    .slice(0, STORAGE_SHOWN)
    .map(({ name, use, detail }) => [printable(name), formatShare(use), detail]);
  const table = textTable([{ head: 'Storage' }, { head: 'busy', align: 'right' }, { head: '' }], rows, paint);
  const more = moreLine(all.length - STORAGE_SHOWN, { tail: ', less busy' });
  return [...table, ...more, ...shareNote(result, night)];
}

/** Links between sites, those that carried most first. */
export function linkLines({ result, paint }: ReportContext, night: Used | undefined): string[] {
  const all = Object.entries((night ?? result.summary).links).sort(
    ([, a], [, b]) => b.transferredBytes - a.transferredBytes,
  );
  if (all.length === 0) return [];
  const rows = all
    .slice(0, LINKS_SHOWN)
    .map(([name, { utilisation, transferredBytes }]) => [
      printable(name),
      formatShare(utilisation),
      formatBytes(transferredBytes),
    ]);
  const columns: readonly TextColumn[] = [
    { head: 'Links' },
    { head: 'busy', align: 'right' },
    { head: 'transferred', align: 'right' },
  ];
  return [
    ...textTable(columns, rows, paint),
    ...moreLine(all.length - LINKS_SHOWN, { tail: ', which carried less' }),
    ...shareNote(result, night),
    ...farReadsWords(result.farReads).flatMap((line) =>
      wrapped(`  ${printable(line)}`, paint.width.sentence),
    ),
  ];
}

interface StorageUse {
  readonly name: string;
  readonly use: number;
  readonly detail: string;
}

function storage({ scaleOut }: RunResult, { datastores, repositories }: Used): StorageUse[] {
  return [
    ...Object.entries(datastores).map(([name, { utilisation, peakTasks, peakSnapshots }]) => ({
      name,
      use: utilisation,
      detail: datastoreDetail(peakTasks, peakSnapshots),
    })),
    ...plainRepositories({ scaleOut, summary: { repositories } }).map(
      ([name, { writeUtilisation, slotUtilisation, peakTasks }]) => ({
        name,
        use: writeUtilisation,
        detail: repositoryDetail(slotUtilisation, peakTasks),
      }),
    ),
  ];
}

function datastoreDetail(peakTasks: number, peakSnapshots: number): string {
  if (peakTasks + peakSnapshots === 0) return 'datastore, no task';
  return `datastore, at most ${counted(peakTasks, 'task')} and ${counted(peakSnapshots, 'snapshot')}`;
}

/** A repository without a limit has no slots whose use could be a share. */
function repositoryDetail(slotUtilisation: number, peakTasks: number): string {
  if (peakTasks === 0) return 'repository, no task';
  const slots = slotUtilisation > 0 ? `, slots ${formatShare(slotUtilisation)} used` : '';
  return `repository${slots}, at most ${counted(peakTasks, 'task')}`;
}
