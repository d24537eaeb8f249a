import { madeOnce } from '../collections/made-once.ts';
import { present } from '../collections/present.ts';
import { firstOf } from '../units/cut-list.ts';
/**
 * How bad a finding is: `info` is worth knowing, `warning` changes the result, `error` makes the import
 * useless.
 */
export type FindingSeverity = 'info' | 'warning' | 'error';

/** All findings of one kind, as one message: an estate has thousands of powered-off VMs. */
export interface ImportDiagnostic<Code extends string = string> {
  /** Stable; the message is free to improve. */
  readonly code: Code;
  readonly severity: FindingSeverity;
  readonly message: string;
  /** Absent where the finding is about the export as a whole. */
  readonly sheet?: string;
  /** Rows as the spreadsheet counts them; empty where the finding has no row. */
  readonly rows: readonly number[];
}

/** What each code means: its severity and the sentence that the count and the rows follow. */
export type FindingKinds<Code extends string> = Readonly<
  Record<Code, { readonly severity: FindingSeverity; readonly text: string }>
>;

export interface Finding {
  readonly sheet?: string;
  readonly row?: number;
  /** What it is about: the name of a VM or a host. */
  readonly subject?: string;
}

export interface Findings<Code extends string> {
  add(code: Code, finding?: Finding): void;
  /** One diagnostic per code and sheet, in the order in which the kinds are declared. */
  diagnostics(): ImportDiagnostic<Code>[];
}

/** Subjects that a message lists before it says how many more there are. */
const LISTED = 5;

/** A collector that importers report into and that never stops them. */
export function collectFindings<Code extends string>(kinds: FindingKinds<Code>): Findings<Code> {
  const groups = new Map<string, { code: Code; sheet: string | undefined; found: Finding[] }>();
  const order = Object.keys(kinds);
  return {
    add(code, finding = {}) {
      const key = `${code}/${finding.sheet ?? ''}`;
      madeOnce(groups, key, () => ({ code, sheet: finding.sheet, found: [] })).found.push(finding);
    },
    diagnostics() {
      const sorted = [...groups.values()].sort((a, b) => order.indexOf(a.code) - order.indexOf(b.code));
      return sorted.map(({ code, sheet, found }) => ({
        code,
        severity: kinds[code].severity,
        message: sentence(kinds[code].text, sheet, found),
        ...present({ sheet }),
        rows: found.flatMap(({ row }) => (row === undefined ? [] : [row])),
      }));
    },
  };
}

function sentence(text: string, sheet: string | undefined, found: readonly Finding[]): string {
  const named = found.filter(({ row, subject }) => row !== undefined || subject !== undefined);
  if (named.length === 0) return text;
  const shown = firstOf(named, LISTED, ({ row, subject }) => {
    if (row === undefined) return shownName(subject ?? '');
    return subject === undefined || subject === '' ? `row ${row}` : `row ${row} (${shownName(subject)})`;
  });
  const where = sheet === undefined ? '' : `${sheet} `;
  return `${text}: ${found.length} (${where}${shown})`;
}

/**
 * Names come from users: no line breaks or control characters in a message, and not three hundred letters.
 */
export function shownName(name: string): string {
  const clean = name.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ');
  const letters = [...clean];
  return letters.length > 60 ? `${letters.slice(0, 57).join('')}...` : clean;
}
