import type { Connection } from '../../../model/ways/transport.ts';
import { counted } from '../../../units/counted.ts';
import { firstOf } from '../../../units/cut-list.ts';
import { type Alike, type ReachGroupCell, type ReachGroups, reachGroups } from '../../data/reach-groups.ts';
import type { ReportData } from '../../data/report-data.ts';
import { type Html, html } from '../html.ts';
import { type PageSection, sectionIf } from '../section.ts';
import { pageTable } from '../table.ts';

/**
 * Up to this many proxies get a column each; with more, equal ones are grouped. A sheet of paper has room for this
 * many columns.
 */
const PROXIES_APART = 8;
const DATASTORES_APART = 40;
/** If all differ, only the first ones are shown. */
const PROXIES_SHOWN = 40;
const DATASTORES_SHOWN = 100;
/** Most members of a group that are named. */
const NAMED = 2;

/** Which proxy reaches which datastore, in which modes, and how many tasks used each. */
export function reachSection({ reach }: ReportData): PageSection | null {
  return sectionIf(reach.cells.length > 0, 'reach', 'Which proxy reaches which datastore', () => {
    const groups = reachGroups(reach, { proxies: PROXIES_APART, datastores: DATASTORES_APART });
    const proxies = groups.proxies.slice(0, PROXIES_SHOWN);
    const datastores = groups.datastores.slice(0, DATASTORES_SHOWN);
    const parts = Array.from({ length: Math.ceil(proxies.length / PROXIES_APART) }, (_, part) =>
      proxies.slice(part * PROXIES_APART, (part + 1) * PROXIES_APART),
    );
    return [
      html`<p>The modes that a proxy could use for some disk of a job, best first, each with the number of tasks that used it.${alikeWords(reach, groups)}</p>`,
      parts.map((own) => partTable(reach, { ...groups, proxies: own, datastores }, parts.length > 1)),
      leftOut(groups.proxies.slice(PROXIES_SHOWN), groups.datastores.slice(DATASTORES_SHOWN)),
    ];
  });
}

type Reach = ReportData['reach'];

function alikeWords(reach: Reach, { proxies, datastores }: ReachGroups): string {
  return proxies.length < reach.proxies.length || datastores.length < reach.datastores.length
    ? ' Those with the same modes are grouped, and their tasks added up.'
    : '';
}

/**
 * A table with as many columns as fit on a sheet of paper. If there are several, the caption says which proxies each
 * covers.
 */
function partTable(reach: Reach, { proxies, datastores, cellOf }: ReachGroups, isOneOfMany: boolean): Html {
  const names = proxies.map((some) => namesOf(some, reach.proxies));
  const rows = datastores.map((some) => [
    namesOf(some, reach.datastores),
    ...proxies.map((others) => cellHtml(cellOf(others, some))),
  ]);
  const columns = [{ head: 'Datastore' }, ...names.map((head) => ({ head }))];
  const whose = isOneOfMany ? `, ${names[0]} to ${names.at(-1)}` : '';
  return pageTable(`Modes by proxy and datastore${whose}`, columns, rows);
}

function namesOf(rows: Alike, names: readonly string[]): string {
  return firstOf(rows, NAMED, (row) => names[row]!);
}

function leftOut(proxies: readonly Alike[], datastores: readonly Alike[]): Html | null {
  const left = [
    ...(proxies.length > 0 ? [counted(proxies.flat().length, 'more proxy', 'more proxies')] : []),
    ...(datastores.length > 0 ? [counted(datastores.flat().length, 'more datastore')] : []),
  ];
  return left.length === 0 ? null : html`<p>Not shown: ${left.join(' and ')}.</p>`;
}

const NO_WAY = html`<span class="none">no way</span>`;

function cellHtml(cell: ReachGroupCell | undefined): Html {
  return cell === undefined
    ? NO_WAY
    : html`${cell.modes.map((mode) => modeHtml(mode, cell.tasks.get(mode)))}`;
}

function modeHtml(mode: Connection, tasks: number | undefined): Html {
  const dot = html`<i class="dot mode-${mode}"></i>`;
  return tasks === undefined
    ? html`<span class="mode unused">${dot}${mode}</span> `
    : html`<span class="mode used">${dot}${mode} <b>${tasks}</b></span> `;
}
