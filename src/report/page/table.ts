import { andMore } from '../../units/cut-list.ts';
import { formatShare } from '../../units/format-quantity.ts';
import { breakable, breakableHead } from './breakable.ts';
import { type Html, html, type Piece } from './html.ts';

export interface PageColumn {
  /** Words and paths; long ones go on in the next line between their parts. */
  readonly head: string;
  /** Figures stand at the right. */
  readonly isFigure?: boolean;
  /** Sentences and lists: on narrow screens wide enough to be read. */
  readonly isProse?: boolean;
}

/** Tables of more columns break their figures on paper, where they have no room side by side. */
const MOST_ON_PAPER = 11;

/** A plain table; the first cell of each row is its heading. */
export function pageTable(
  caption: string,
  columns: readonly PageColumn[],
  rows: readonly (readonly Piece[])[],
): Html {
  const classes = columns.map(({ isFigure, isProse }) =>
    isFigure === true ? html` class="figure"` : isProse === true ? html` class="prose"` : null,
  );
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

/** A figure of a heat table: how much it stands out, from 0 to `HEAT_SHADES`; null: there is none. */
export type HeatCell = { readonly shade: number; readonly text: string } | null;

/** Figures of two things that vary, one downwards and one to the right, the more they stand out the higher. */
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
        return cell === null ? html`<td>–</td>` : html`<td class="heat-${cell.shade}">${cell.text}</td>`;
      }),
    ]),
  );
  return framedTable(html`<table class="heat">`, caption, heads, body);
}

function tableRow(cells: readonly Html[]): Html {
  return html`<tr>${cells}</tr>
`;
}

/** Wide ones scroll within their frame. */
function framedTable(opening: Html, caption: string, heads: readonly Html[], body: readonly Html[]): Html {
  return html`<div class="frame" tabindex="0" role="group" aria-label="${caption}">${opening}<caption class="hidden">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}

/** A share of 0 to 1 as a bar beside its figure: what a reader compares at a glance. `kind`: the class of its colour. */
export function shareBar(share: number, kind = 'accent'): Html {
  const width = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return html`<span class="share"><svg class="bar ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="part" width="${width}" height="10"/></svg><span>${formatShare(share)}</span></span>`;
}

/** Below a table that shows less than there is; nothing below a whole one. */
export function moreNote(left: number, ending: Parameters<typeof andMore>[1]): Html | null {
  return left > 0
    ? html`<p>${andMore(left, ending)}</p>
`
    : null;
}
