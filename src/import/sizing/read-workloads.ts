import { present } from '../../collections/present.ts';
import { DEFAULTS } from '../../scenario/defaults.ts';
import { LIMITS } from '../../scenario/limits.ts';
import { safeTag } from '../../scenario/names/safe-name.ts';
import { GIB, MIB } from '../binary-unit.ts';
import { labelsBeside, uniqueLabels } from '../label.ts';
import { MOST_DISKS, MOST_MEBIBYTES, within } from '../possible-figures.ts';
import { numberOf } from '../tables/cell.ts';
import { openTable, type Sheet, type SheetRow } from '../tables/sheet.ts';
import type { Table } from '../tables/table.ts';
import type { SizingCode, SizingFindings } from './codes.ts';
import { SIZING, type SizingColumn } from './headers.ts';
import type { Workload } from './workload.ts';

type Row = SheetRow<SizingColumn>;
type Tell = (code: SizingCode) => void;
/** With names as the table has them. */
type Draft = Omit<Workload, 'label' | 'copies'> & { readonly name: string; readonly copySite?: string };

/** A week; the least is a second. */
const MOST_HOURS = 168;
const MOST_YEARS = 50;
const MOST_RESTORE_POINTS = 1000;
const MOST_BYTES = 1e18;
/** Columns of sizes, and the bytes that one of each counts. */
const SIZES = [
  ['terabytes', 1e12],
  ['gigabytes', 1e9],
  ['capacity', 1e12],
] as const;
/** Units that a cell may have itself, decimal and binary. */
const UNITS: Readonly<Record<string, readonly [number, number]>> = {
  M: [1e6, MIB],
  G: [1e9, GIB],
  T: [1e12, 1024 * GIB],
  P: [1e15, 1024 * 1024 * GIB],
};
/** Share by which data grows in a year: tenfold. */
const MOST_GROWTH = 10;
const UNNAMED_SITE = 'site1';

/** The workloads of all sizing tables among `tables`, in their order; undefined where none is a sizing table. */
export function readWorkloads(tables: readonly Table[], findings: SizingFindings): Workload[] | undefined {
  const sheets = tables.flatMap((table) => {
    const sheet = openTable(table, SIZING, findings);
    if (isSizing(sheet)) return [sheet];
    findings.add('not-a-sizing-table', { subject: table.name });
    return [];
  });
  if (sheets.length === 0) return undefined;
  const drafts = sheets.flatMap(({ rows }) =>
    rows.flatMap((row) => {
      const found = row.about(nameOf(row));
      const draft = draftOf(row, (code) => findings.add(code, found));
      return draft === undefined ? [] : [draft];
    }),
  );
  return named(drafts, findings);
}

/** Whether a table has a row for each workload, with its number of VMs and how much is on them. */
export function isSizingTable(table: Table): boolean {
  return isSizing(openTable(table, SIZING));
}

function isSizing(sheet: Sheet<SizingColumn> | undefined): sheet is Sheet<SizingColumn> {
  return sheet?.has.has('vms') === true && SIZES.some(([column]) => sheet.has.has(column));
}

function nameOf(row: Row): string {
  return row.text('workload') || `workload${row.line}`;
}

/** What a row says of a workload; undefined, with a finding, where it lacks what a simulation needs. */
function draftOf(row: Row, tell: Tell): Draft | undefined {
  const size = sizeOf(row, tell);
  if (size === undefined) return undefined;
  const windowHours = hoursOf(row);
  if (windowHours === undefined) tell('window-unknown');
  const reduction = shareOf(row, 'reduction', tell);
  const ratio = reduction === undefined || reduction >= 1 ? undefined : 1 - reduction;
  if (ratio === undefined) tell('reduction-unknown');
  const site = row.text('site') || UNNAMED_SITE;
  if (row.text('site') === '') tell('site-unnamed');
  const copySite = copySiteOf(row);
  const isAtHome = copySite !== undefined && safeTag(copySite) === safeTag(site);
  if (isAtHome) tell('copies-at-home');
  return {
    ...size,
    name: nameOf(row),
    site,
    changeRate: changeOf(row, tell),
    blockCloning: row.flag('blockCloning') ?? false,
    perVmFiles: row.flag('perVm') ?? true,
    ...present({
      copySite: isAtHome ? undefined : copySite,
      windowHours,
      ratio,
      growth: within(shareOf(row, 'growth', tell), MOST_GROWTH),
      years: whole(row.number('years'), MOST_YEARS),
      restorePoints: whole(row.number('restorePoints'), MOST_RESTORE_POINTS),
    }),
  };
}

/** The window to the second, as its scenario tells it; undefined where there is none, or one that cannot be. */
function hoursOf(row: Row): number | undefined {
  const text = row.text('window').replace(/\s*h(?:(?:ou)?rs?)?$/i, '');
  const hours = within(numberOf(text, row.decimal('window')), MOST_HOURS);
  return hours === undefined ? undefined : within(Math.round(hours * 3600) / 3600, MOST_HOURS);
}

/** How many VMs and disks, and how much on them. */
function sizeOf(
  row: Row,
  tell: Tell,
): Pick<Workload, 'vms' | 'disks' | 'bytes' | 'isUnitAssumed'> | undefined {
  const refused = (code: SizingCode) => {
    tell(code);
    return undefined;
  };
  // Without a type it is one of VMs, as it counts these.
  const type = row.text('backupType');
  if (type !== '' && !/^(?:vms?|virtual|vmware|vsphere|image)\b/i.test(type)) return refused('other-work');
  const vms = whole(row.number('vms'), LIMITS.expandedEntries);
  if (vms === undefined) return refused('workload-without-vms');
  const size = capacityOf(row);
  if (size === undefined) return refused('workload-without-size');
  const { bytes } = size;
  const told = whole(row.number('disks'), Number.MAX_SAFE_INTEGER);
  if (told !== undefined && told > vms * MOST_DISKS) return refused('workload-too-large');
  const disks = Math.max(vms, told ?? 0);
  if (within(bytes / disks / MIB, MOST_MEBIBYTES) === undefined) return refused('workload-without-size');
  if (told === undefined || told < vms) tell(told === undefined ? 'disks-unknown' : 'disks-fewer');
  return { vms, disks, ...size };
}

function capacityOf(row: Row): Pick<Workload, 'bytes' | 'isUnitAssumed'> | undefined {
  for (const [column, unit] of SIZES) {
    const [, told, letter = '', binary] = /^(.*\d)\s*([MGTP])(i?)B$/i.exec(row.text(column)) ?? [];
    const [decimalUnit, binaryUnit] = UNITS[letter.toUpperCase()] ?? [unit, unit];
    const amount = told === undefined ? row.number(column) : numberOf(told, row.decimal(column));
    const bytes = amount === undefined ? undefined : amount * (binary ? binaryUnit : decimalUnit);
    const possible = within(bytes, MOST_BYTES);
    if (possible === undefined) continue;
    const isOpen = column === 'capacity' && told === undefined;
    return { bytes: Math.round(possible), ...(isOpen ? { isUnitAssumed: true } : {}) };
  }
  return undefined;
}

/** Where copies go; undefined: none are kept. */
function copySiteOf(row: Row): string | undefined {
  const isKept = (row.number('copyRestorePoints') ?? 0) > 0;
  return isKept ? row.text('copySite') || undefined : undefined;
}

function changeOf(row: Row, tell: Tell): number {
  const share = shareOf(row, 'changeRate', tell);
  if (share !== undefined && share <= 1) return share;
  tell('change-unknown');
  return DEFAULTS.changeRate.value;
}

/** Percent as people write it, or the share that a spreadsheet keeps of it; undefined where neither is there. */
function shareOf(row: Row, column: SizingColumn, tell: Tell): number | undefined {
  const text = row.text(column);
  const isPercent = text.endsWith('%');
  const figure = numberOf(isPercent ? text.slice(0, -1) : row.cell(column), row.decimal(column));
  if (figure === undefined || figure < 0) return undefined;
  if (isPercent || figure === 0 || figure >= 1) return figure / 100;
  tell('shares-taken');
  return figure;
}

function whole(figure: number | undefined, most: number): number | undefined {
  const possible = within(figure, most);
  return possible !== undefined && Number.isInteger(possible) ? possible : undefined;
}

/** As many as a scenario takes; with names that it takes, and that no two workloads have. */
function named(all: readonly Draft[], findings: SizingFindings): Workload[] {
  const drafts = withinLimit(all, findings);
  const own = uniqueLabels(drafts.map(({ name }) => safeTag(name)));
  const ofCopies = labelsBeside(
    own,
    own.map((label) => `${label} copy`),
  );
  const replaced = new Set<string>();
  const place = (name: string) => {
    if (safeTag(name) !== name) replaced.add(name);
    return safeTag(name);
  };
  const workloads = drafts.map(({ name, site, copySite, ...draft }, at): Workload => {
    const label = own[at]!;
    if (label !== name) replaced.add(name);
    const copies = copySite === undefined ? undefined : { site: place(copySite), label: ofCopies[at]! };
    return { ...draft, label, site: place(site), ...present({ copies }) };
  });
  for (const subject of replaced) findings.add('name-replaced', { subject });
  return workloads;
}

function withinLimit(drafts: readonly Draft[], findings: SizingFindings): Draft[] {
  let disks = 0;
  return drafts.filter((draft) => {
    const fits = disks + draft.disks <= LIMITS.expandedEntries;
    if (fits) disks += draft.disks;
    else findings.add('workload-too-large', { subject: draft.name });
    return fits;
  });
}
