import type { PaperOrder } from './on-paper.ts';

/** A column of a long table: its cells as text, and the values by which they are sorted. */
export interface GridColumn {
  readonly head: string;
  readonly isFigure?: boolean;
  readonly text: (row: number) => string;
  /** Absent: sorted by the text. */
  readonly value?: (row: number) => number;
}

export interface GridContent {
  readonly caption: string;
  readonly count: number;
  readonly columns: readonly GridColumn[];
  /** The text to search, in lower case. */
  readonly words: (row: number) => string;
  /** Which rows are printed where there are too many, unless a reader has sorted them. */
  readonly onPaper: PaperOrder;
}
