import { present } from '../../../collections/present.ts';
import { rowsOf, type SheetRow } from '../../tables/sheet.ts';
import type { Table } from '../../tables/table.ts';
import type { PowershellFindings } from '../codes.ts';
import { RULE, type RuleColumn } from '../headers.ts';
import { type HourGrid, hourGridOfDigits, hourGridOfLists } from '../schedules/hour-grid.ts';
import { type PartWords, windowWords } from '../schedules/window-words.ts';

/** A throttling rule between two ranges of addresses, as one between two sites. */
export interface ThrottleRule {
  readonly name: string;
  readonly between: readonly [string, string];
  /** As a scenario writes it: `100 MB/s`. */
  readonly rate: string;
  /** When it acts; absent: always. */
  readonly during?: string | readonly PartWords[];
  /** The scenario cannot express it: it is there as a comment. */
  readonly isComment: boolean;
}

export interface TrafficRules {
  readonly throttles: readonly ThrottleRule[];
  /** Sites that stand for ranges of addresses, beside the main one. */
  readonly sites: readonly string[];
  /** The site of a machine by the addresses in its names; undefined where none is in a range. */
  siteOf(names: readonly string[]): string | undefined;
}

/** A range of addresses, both ends in it. */
interface AddressRange {
  readonly from: number;
  readonly to: number;
  readonly site: string;
}

/** In any unit; more throttles nothing. */
const MOST_RATE = 1_000_000;

/** PowerShell's words, and those of the REST interface. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^(MBps|M[Bb]yte)/, 'MB/s'],
  [/^(Mbps|M[Bb]it)/, 'Mbit/s'],
  [/^(KBps|K[Bb]yte)/, 'kB/s'],
  [/^(Kbps|K[Bb]it)/, 'kbit/s'],
  [/^(Gbps|G[Bb]it)/, 'Gbit/s'],
];

/**
 * The rules that throttle. A scenario knows sites and no addresses: each range becomes a site, and machines that go by an
 * address of it stand there. `mayAddSites` is false where the inventory has one site only, whose hosts do not name it.
 */
export function readTrafficRules(
  tables: readonly Table[],
  mainSite: string,
  mayAddSites: boolean,
  findings: PowershellFindings,
): TrafficRules {
  const throttles: ThrottleRule[] = [];
  const ranges: AddressRange[] = [];
  for (const row of rowsOf(tables, RULE, findings)) {
    const name = row.text('name') || `rule ${throttles.length + 1}`;
    const value = row.number('value') ?? 0;
    const unit = UNITS.find(([pattern]) => pattern.test(row.text('unit')))?.[1];
    if (row.flag('throttled') !== true || value <= 0 || value > MOST_RATE) continue;
    const hours = hoursOf(row);
    if (hours !== undefined && !hours.includes(true)) continue;
    if (hours === undefined && row.flag('window') === true)
      findings.add('throttle-hours-unknown', row.about(name));
    const source = rangeOf(row.text('sourceStart'), row.text('sourceEnd'));
    const target = rangeOf(row.text('targetStart'), row.text('targetEnd'));
    const between = [source?.site ?? mainSite, target?.site ?? mainSite] as const;
    const isComment = unit === undefined || between[0] === between[1] || !mayAddSites;
    if (isComment) findings.add('throttle-not-taken', row.about(name));
    else for (const range of [source, target]) if (range !== undefined) ranges.push(range);
    const during = hours === undefined ? undefined : windowWords(hours);
    const rate = `${value} ${unit ?? row.text('unit')}`;
    throttles.push({ name, between, rate, ...present({ during }), isComment });
  }
  const sites = [...new Set(ranges.map(({ site }) => site))];
  return { throttles, sites, siteOf: (names) => siteOf(names, ranges) };
}

/** The hours in which it acts; undefined: always, or not known. */
function hoursOf(row: SheetRow<RuleColumn>): HourGrid | undefined {
  if (row.flag('window') !== true) return undefined;
  return (
    hourGridOfDigits(row.text('windowGrid')) ??
    hourGridOfLists(row.list('windowDays'), row.list('windowHours'))
  );
}

/** Undefined for the range of all addresses, and for one that is none. */
function rangeOf(start: string, end: string): AddressRange | undefined {
  const [from, to] = [addressNumber(start), addressNumber(end)];
  if (from === undefined || to === undefined || to < from || (from === 0 && to >= 0xffff_fffe))
    return undefined;
  return { from, to, site: from === to ? start.trim() : `${start.trim()}-${end.trim()}` };
}

/** An IPv4 address as a number. */
function addressNumber(text: string): number | undefined {
  const parts = text.trim().split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255))
    return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

function siteOf(names: readonly string[], ranges: readonly AddressRange[]): string | undefined {
  for (const name of names) {
    for (const [text] of name.matchAll(/\d+\.\d+\.\d+\.\d+/g)) {
      const address = addressNumber(text);
      const range = ranges.find(({ from, to }) => address !== undefined && address >= from && address <= to);
      if (range !== undefined) return range.site;
    }
  }
  return undefined;
}
