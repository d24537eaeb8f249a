import type { Diagnostic, SourceText, Span } from './diagnostic.ts';
import { codePoints, type LineTable, lineOf, lineTable, lineText, positionOf } from './source-text.ts';

/** Colours a piece of text by its role. */
export type Paint = (
  text: string,
  role: 'error' | 'warning' | 'note' | 'place' | 'frame' | 'caret',
) => string;

/** How diagnostics are laid out and coloured. */
export interface Look {
  readonly paint: Paint;
  /** Width of the terminal; null: no terminal. A frame shows at most 100 characters in either case. */
  readonly columns: number | null;
  /** Wraps a line to the width. */
  readonly broken: (line: string) => readonly string[];
}

/** Longest part of a source line that a frame shows, in characters. */
const FRAME_WIDTH = 100;
/** Characters around that part: the ellipses, and the separator after the line number. */
const AROUND_FRAME = '... |...'.length + 1;
/** Characters kept before the caret when a long line is cut. */
const CONTEXT = 40;
const PLAIN_LOOK: Look = { paint: (text) => text, columns: null, broken: (line) => [line] };

/** One finding as a compiler would print it, without a final line break. */
export function renderDiagnostic(diagnostic: Diagnostic, look = PLAIN_LOOK): string {
  return renderOne(diagnostic, look, new Map());
}

/** All findings in the order given, each followed by a line break. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], look = PLAIN_LOOK): string {
  const tables = new Map<SourceText, LineTable>();
  return diagnostics.map((diagnostic) => `${renderOne(diagnostic, look, tables)}\n`).join('');
}

function renderOne(diagnostic: Diagnostic, look: Look, tables: Map<SourceText, LineTable>): string {
  const { paint } = look;
  const { code, severity, message, hint, span } = diagnostic;
  const sentence = hint === undefined ? message : `${ended(message)} ${hint}`;
  const label = paint(`${severity}[${code}]`, severity);
  const lines = placed(span, `${label} ${printable(sentence)}`, look, tables);
  for (const note of diagnostic.notes ?? []) {
    lines.push(...placed(note.span, `${paint('note', 'note')} ${printable(note.message)}`, look, tables));
  }
  return lines.join('\n');
}

function placed(
  span: Span | undefined,
  text: string,
  look: Look,
  tables: Map<SourceText, LineTable>,
): string[] {
  if (span === undefined) return [...look.broken(text)];
  const table = tables.get(span.source) ?? lineTable(span.source);
  tables.set(span.source, table);
  const { line, column } = positionOf(table, span.start);
  const place = look.paint(`${printable(span.source.name)}:${line}:${column}:`, 'place');
  return [...look.broken(`${place} ${text}`), ...frame(table, span, look)];
}

/** The source line with carets below the span. Of a span over several lines, only the first is shown. */
function frame(table: LineTable, span: Span, { paint, columns }: Look): string[] {
  const row = lineOf(table, span.start);
  const text = lineText(table, row);
  const from = span.start - table.starts[row]!;
  const to = Math.min(Math.max(span.end - table.starts[row]!, from + 1), Math.max(text.length, from + 1));
  const before = Array.from(printable(text.slice(0, from)));
  const marked = Math.max(1, codePoints(printable(text.slice(from, to)).trimEnd()));
  const all = Array.from(printable(text));
  const gutter = `${row + 1}`;
  const width =
    columns === null ? FRAME_WIDTH : Math.min(FRAME_WIDTH, columns - gutter.length - AROUND_FRAME);
  const context = Math.min(CONTEXT, Math.floor(width / 2));
  const cut = all.length > width ? Math.max(0, Math.min(before.length - context, all.length - width)) : 0;
  const window = all.slice(cut, cut + width);
  const lead = cut > 0 ? '...' : '';
  const tail = cut + width < all.length ? '...' : '';
  const carets = '^'.repeat(Math.min(marked, Math.max(1, width - (before.length - cut))));
  const indent = ' '.repeat(lead.length + before.length - cut);
  return [
    `${paint(`${gutter} |`, 'frame')} ${lead}${window.join('')}${tail}`,
    `${paint(`${' '.repeat(gutter.length)} |`, 'frame')} ${indent}${paint(carets, 'caret')}`,
  ];
}

/**
 * Replaces tabs and control characters one for one, so that carets stay aligned and no escape sequence reaches the
 * terminal.
 */
function printable(text: string): string {
  return (
    text
      .replace(/\t/g, ' ')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: taking control characters out is the purpose
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')
  );
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
