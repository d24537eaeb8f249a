import { andMore } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { breakable, breakableHead } from './breakable.ts';
import { type Html, html, lines, type Piece } from './html.ts';

export interface PageColumn {
  /** Words and paths; long ones are broken between their parts. */
  readonly head: string;
  /** Figures are aligned right. */
  readonly isFigure?: boolean;
  /** Single words: the column is as narrow as they are. */
  readonly isWord?: boolean;
  /** Sentences and lists: on narrow screens the column stays wide enough to read. */
  readonly isProse?: boolean;
}

/** Tables with more columns break their figures on paper, where these do not fit side by side. */
const MOST_ON_PAPER = 11;

/** A plain table; the first cell of each row is its heading. */
export function pageTable(
  caption: string,
  columns: readonly PageColumn[],
  rows: readonly (readonly Piece[])[],
): Html {
  const classes = columns.map(classOf);
  const heads = columns.map(({ head }, i) => html`<th scope="col"${classes[i]!}>${breakableHead(head)}</th>`);
  const body = rows.map((cells) =>
    tableRow(
      cells.map((cell, i) =>
        i === 0
          ? html`<th scope="row"${classes[0]!}>${typeof cell === 'string' ? breakable(cell) : cell}</th>`
          : html`<td${classes[i]!}>${cell}</td>`,
      ),
    ),
  );
  const opening = columns.length > MOST_ON_PAPER ? html`<table class="wide">` : html`<table>`;
  return framedTable(opening, caption, heads, body);
}

function classOf({ isFigure, isWord, isProse }: PageColumn): Html | null {
  if (isFigure === true) return html` class="figure"`;
  if (isWord === true) return html` class="word"`;
  return isProse === true ? html` class="prose"` : null;
}

/** A cell of a heat table with its shade, from 0 to `HEAT_SHADES`, null: none; or no value at all. */
export type HeatCell = { readonly shade: number | null; readonly text: string } | null;

/** A table of figures over two variables, one down and one across; the shade shows how high a figure is. */
export function heatTable(
  caption: string,
  { right, down }: { readonly right: readonly Piece[]; readonly down: readonly Piece[] },
  cellAt: (row: number, column: number) => HeatCell,
): Html {
  const heads = [html`<td></td>`, ...right.map((name) => html`<th scope="col">${name}</th>`)];
  const body = down.map((name, row) =>
    tableRow([
      html`<th scope="row">${name}</th>`,
      ...right.map((_, column) => {
        const cell = cellAt(row, column);
        if (cell === null) return html`<td>–</td>`;
        return cell.shade === null
          ? html`<td>${cell.text}</td>`
          : html`<td class="heat-${cell.shade}">${cell.text}</td>`;
      }),
    ]),
  );
  return framedTable(html`<table class="heat">`, caption, heads, body);
}

function tableRow(cells: readonly Html[]): Html {
  return html`<tr>${cells}</tr>`;
}

/** Wide tables scroll within their frame. */
function framedTable(opening: Html, caption: string, heads: readonly Html[], body: readonly Html[]): Html {
  return html`<div class="frame" tabindex="0" role="group" aria-label="${caption}">${opening}<caption class="hidden">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${lines(body)}</tbody></table></div>`;
}

/** A bar for a share of 0 to 1 beside its figure, for comparison at a glance. `kind`: the class of its colour. */
export function shareBar(share: number, kind = 'accent'): Html {
  const width = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return html`<span class="share"><svg class="bar ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="part" width="${width}" height="10"/></svg><span>${formatShare(share)}</span></span>`;
}

/** The note below a table that shows only some rows; null if it shows all. */
export function moreNote(left: number, ending: Parameters<typeof andMore>[1]): Html | null {
  return left > 0 ? html`<p>${andMore(left, ending)}</p>` : null;
}
