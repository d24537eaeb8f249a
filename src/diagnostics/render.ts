import type { Diagnostic, SourceText, Span } from './diagnostic.ts';
import { codePoints, type LineTable, lineOf, lineTable, lineText, positionOf } from './source-text.ts';

/** Puts colour around a piece of the text; left out: plain text. */
export type Paint = (
  text: string,
  role: 'error' | 'warning' | 'note' | 'place' | 'frame' | 'caret',
) => string;

/** Longest piece of a source line that a frame shows, in characters. */
const FRAME_WIDTH = 100;
/** Characters kept before the caret where a long line is cut. */
const CONTEXT = 40;
const plain: Paint = (text) => text;

/** One finding as a compiler would print it, without a final line break. */
export function renderDiagnostic(diagnostic: Diagnostic, paint: Paint = plain): string {
  return renderOne(diagnostic, paint, new Map());
}

/** All findings in the order given, each followed by a line break. */
export function renderDiagnostics(diagnostics: readonly Diagnostic[], paint: Paint = plain): string {
  const tables = new Map<SourceText, LineTable>();
  return diagnostics.map((diagnostic) => `${renderOne(diagnostic, paint, tables)}\n`).join('');
}

function renderOne(diagnostic: Diagnostic, paint: Paint, tables: Map<SourceText, LineTable>): string {
  const { code, severity, message, hint, span } = diagnostic;
  const sentence = hint === undefined ? message : `${ended(message)} ${hint}`;
  const label = paint(`${severity}[${code}]`, severity);
  const lines = placed(span, `${label} ${printable(sentence)}`, paint, tables);
  for (const note of diagnostic.notes ?? []) {
    lines.push(...placed(note.span, `${paint('note', 'note')} ${printable(note.message)}`, paint, tables));
  }
  return lines.join('\n');
}

function placed(
  span: Span | undefined,
  text: string,
  paint: Paint,
  tables: Map<SourceText, LineTable>,
): string[] {
  if (span === undefined) return [text];
  const table = tables.get(span.source) ?? lineTable(span.source);
  tables.set(span.source, table);
  const { line, column } = positionOf(table, span.start);
  const place = paint(`${printable(span.source.name)}:${line}:${column}:`, 'place');
  return [`${place} ${text}`, ...frame(table, span, paint)];
}

/** The line that the finding is about, and carets below what it is about. Only the first line of a longer span is shown. */
function frame(table: LineTable, span: Span, paint: Paint): string[] {
  const row = lineOf(table, span.start);
  const text = lineText(table, row);
  const from = span.start - table.starts[row]!;
  const to = Math.min(Math.max(span.end - table.starts[row]!, from + 1), Math.max(text.length, from + 1));
  const before = Array.from(printable(text.slice(0, from)));
  const marked = Math.max(1, codePoints(printable(text.slice(from, to)).trimEnd()));
  const all = Array.from(printable(text));
  const cut =
    all.length > FRAME_WIDTH ? Math.max(0, Math.min(before.length - CONTEXT, all.length - FRAME_WIDTH)) : 0;
  const window = all.slice(cut, cut + FRAME_WIDTH);
  const lead = cut > 0 ? '...' : '';
  const tail = cut + FRAME_WIDTH < all.length ? '...' : '';
  const gutter = `${row + 1}`;
  const carets = '^'.repeat(Math.min(marked, Math.max(1, FRAME_WIDTH - (before.length - cut))));
  const indent = ' '.repeat(lead.length + before.length - cut);
  return [
    `${paint(`${gutter} |`, 'frame')} ${lead}${window.join('')}${tail}`,
    `${paint(`${' '.repeat(gutter.length)} |`, 'frame')} ${indent}${paint(carets, 'caret')}`,
  ];
}

/** One character per character, so that carets stay in place; nothing that a terminal would obey. */
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
