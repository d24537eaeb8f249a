import { counted } from '../../units/counted.ts';
import type { GridColumn, GridContent } from './grid-content.ts';
import { foremost } from './on-paper.ts';

const ROW_PIXELS = 28;
/** Rows kept beyond the visible ones, so that scrolling finds them there. */
const SPARE_ROWS = 12;
/** Rows printed on paper, where there is no scrolling; a note says how many there are. */
const PRINTED_ROWS = 60;

/**
 * A table of thousands of rows of which only the visible ones exist in the DOM; sorted by its headers, searched by
 * its input.
 */
export class Grid {
  readonly #content: GridContent;
  readonly #frame: HTMLDivElement;
  readonly #table: HTMLTableElement;
  readonly #body: HTMLTableSectionElement;
  readonly #status: HTMLOutputElement;
  readonly #heads: readonly HTMLTableCellElement[];
  /** Rows that match the search, in the chosen order. */
  #rows: number[];
  #sort: { column: number; down: boolean } | undefined;
  #search = '';
  #isPrinting = false;

  constructor(place: HTMLElement, content: GridContent) {
    this.#content = content;
    this.#rows = allOf(content);
    const field = element('input', { type: 'search', placeholder: 'Search' });
    field.setAttribute('aria-label', `Search ${content.caption}`);
    this.#status = element('output', {});
    const tools = element('div', { className: 'tools' });
    tools.append(field, this.#status);
    this.#frame = element('div', { className: 'rows', tabIndex: 0 });
    this.#frame.setAttribute('role', 'group');
    this.#frame.setAttribute('aria-label', content.caption);
    this.#table = element('table', {});
    this.#table.append(element('caption', { className: 'hidden', textContent: content.caption }));
    this.#heads = content.columns.map((column, at) => this.#head(column, at));
    const head = this.#table.createTHead().insertRow();
    head.append(...this.#heads);
    head.setAttribute('aria-rowindex', '1');
    this.#body = this.#table.createTBody();
    this.#frame.append(this.#table);
    place.append(tools, this.#frame);
    let timer = 0;
    field.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.search(field.value), 120);
    });
    this.#frame.addEventListener('scroll', () => this.#show());
    addEventListener('beforeprint', () => this.#printing(true));
    addEventListener('afterprint', () => this.#printing(false));
    this.#show();
  }

  search(text: string): void {
    this.#search = text.trim().toLowerCase();
    this.#arrange();
  }

  #head({ head, isFigure }: GridColumn, at: number): HTMLTableCellElement {
    const cell = element('th', { scope: 'col', className: isFigure === true ? 'figure' : '' });
    cell.setAttribute('aria-sort', 'none');
    const button = element('button', { type: 'button', textContent: head });
    button.addEventListener('click', () => {
      const down = this.#sort?.column === at ? !this.#sort.down : isFigure === true;
      this.#sort = { column: at, down };
      this.#heads.forEach((other, i) => {
        other.setAttribute('aria-sort', i !== at ? 'none' : down ? 'descending' : 'ascending');
        const label = this.#content.columns[i]!.head;
        other.firstElementChild!.textContent = i !== at ? label : `${label} ${down ? '▼' : '▲'}`;
      });
      this.#arrange();
    });
    cell.append(button);
    return cell;
  }

  #arrange(): void {
    const { words, columns } = this.#content;
    const found = allOf(this.#content).filter(
      (row) => this.#search === '' || words(row).includes(this.#search),
    );
    if (this.#sort !== undefined) {
      const { text, value } = columns[this.#sort.column]!;
      const sign = this.#sort.down ? -1 : 1;
      // Computed once per row, not once per comparison.
      if (value !== undefined) {
        const keys = Float64Array.from(allOf(this.#content), (row) => value(row));
        found.sort((a, b) => sign * (keys[a]! - keys[b]!) || a - b);
      } else {
        const keys = allOf(this.#content).map(text);
        found.sort((a, b) => sign * compared(keys[a]!, keys[b]!) || a - b);
      }
    }
    this.#rows = found;
    this.#frame.scrollTop = 0;
    this.#show();
  }

  #printing(is: boolean): void {
    this.#isPrinting = is;
    this.#show();
  }

  #show(): void {
    const { columns, count } = this.#content;
    const isCut = this.#isPrinting && this.#rows.length > PRINTED_ROWS;
    const rows = isCut ? this.#printedRows() : this.#rows;
    // The head is a row, too.
    this.#table.setAttribute('aria-rowcount', `${this.#rows.length + 1}`);
    const seen = Math.ceil((this.#frame.clientHeight || 400) / ROW_PIXELS);
    const first = this.#isPrinting
      ? 0
      : Math.max(0, Math.floor(this.#frame.scrollTop / ROW_PIXELS) - SPARE_ROWS);
    const last = this.#isPrinting ? rows.length : Math.min(rows.length, first + seen + 2 * SPARE_ROWS);
    const made = rows.slice(first, last).map((row, i) => this.#row(row, first + i));
    const below = rows.length - last;
    this.#body.replaceChildren(space(first, columns.length), ...made, space(below, columns.length));
    const found = this.#rows.length;
    const shown = found === count ? counted(count, 'row') : `${found} of ${counted(count, 'row')}`;
    this.#status.textContent = isCut ? `${shown}, ${this.#printedWords()}` : shown;
  }

  /** Those that matter, unless a reader has chosen an order. */
  #printedRows(): number[] {
    if (this.#sort !== undefined) return this.#rows.slice(0, PRINTED_ROWS);
    return foremost(this.#rows, this.#content.onPaper, PRINTED_ROWS);
  }

  #printedWords(): string {
    if (this.#sort !== undefined) return `the first ${PRINTED_ROWS} here`;
    return `${PRINTED_ROWS} here: ${this.#content.onPaper.words}`;
  }

  #row(row: number, at: number): HTMLTableRowElement {
    const line = element('tr', {});
    line.setAttribute('aria-rowindex', `${at + 2}`);
    for (const { text, isFigure } of this.#content.columns) {
      const cell = element('td', { textContent: text(row), className: isFigure === true ? 'figure' : '' });
      cell.title = cell.textContent;
      line.append(cell);
    }
    return line;
  }
}

function allOf({ count }: GridContent): number[] {
  return Array.from({ length: count }, (_, row) => row);
}

const collator = new Intl.Collator('en', { numeric: true });

/** Natural order: app9 before app10. */
function compared(a: string, b: string): number {
  return collator.compare(a, b);
}

/** Empty space in place of rows that are not in the DOM. */
function space(rows: number, columns: number): HTMLTableRowElement {
  const line = element('tr', { className: 'space' });
  line.setAttribute('aria-hidden', 'true');
  const cell = element('td', { colSpan: columns });
  cell.style.height = `${rows * ROW_PIXELS}px`;
  line.append(cell);
  line.hidden = rows === 0;
  return line;
}

function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}
