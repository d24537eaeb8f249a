import { andMore } from '../../units/cut-list.ts';
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

/** A plain table; the first cell of each row is its heading. Wide ones scroll within their frame. */
export function pageTable(
  caption: string,
  columns: readonly PageColumn[],
  rows: readonly (readonly Piece[])[],
): Html {
  const classes = columns.map(({ isFigure, isProse }) =>
    isFigure === true ? html` class="figure"` : isProse === true ? html` class="prose"` : null,
  );
  const heads = columns.map(({ head }, i) => html`<th scope="col"${classes[i]!}>${breakableHead(head)}</th>`);
  const body = rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, i) =>
        i === 0
          ? html`<th scope="row"${classes[0]!}>${typeof cell === 'string' ? breakable(cell) : cell}</th>`
          : html`<td${classes[i]!}>${cell}</td>`,
      )}</tr>
`,
  );
  return html`<div class="frame" tabindex="0" role="group" aria-label="${caption}"><table><caption class="hidden">${caption}</caption><thead><tr>${heads}</tr></thead><tbody>
${body}</tbody></table></div>
`;
}

/** A share as a bar beside its figure: what a reader compares at a glance. */
export function shareBar(share: number, label: string, kind = 'accent'): Html {
  const width = Math.round(Math.max(0, Math.min(1, share)) * 1000) / 10;
  return html`<span class="share"><svg class="bar ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="whole" width="100" height="10"/><rect class="part" width="${width}" height="10"/></svg><span>${label}</span></span>`;
}

/** A part of the page with a heading that can be linked to. */
export function section(id: string, title: string, ...body: readonly Piece[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${breakable(title)}</h2>
${body}</section>
`;
}

/** Nothing where there is nothing to tell. */
export function sectionIf(
  condition: boolean,
  id: string,
  title: string,
  body: () => readonly Piece[],
): Html | null {
  return condition ? section(id, title, ...body()) : null;
}

/** Below a table that shows less than there is; nothing below a whole one. */
export function moreNote(left: number, ending: Parameters<typeof andMore>[1]): Html | null {
  return left > 0
    ? html`<p>${andMore(left, ending)}</p>
`
    : null;
}

export function paragraphs(lines: readonly string[]): Html[] {
  return lines.map(
    (line) => html`<p>${breakable(line)}</p>
`,
  );
}
