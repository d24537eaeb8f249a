import type { WindowFigure } from '../../experiment/window-figure.ts';

/** The figure by which runs are compared, within a sentence and as the head of a column. */
export const WINDOW_WORDS: Readonly<Record<WindowFigure, string>> = {
  'window.seconds': 'window',
  'nights.longestSeconds': 'longest night',
};
