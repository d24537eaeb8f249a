import type { WindowFigure } from '../../experiment/window-figure.ts';
import type { Doubled } from '../../metrics/doubled.ts';

/** The figure by which runs are compared, within a sentence and as the head of a column. */
export const WINDOW_WORDS: Readonly<Record<WindowFigure, string>> = {
  'window.seconds': 'window',
  'nights.longestSeconds': 'longest night',
};

/** What is compared where a part of the design is doubled or a setting switched, within a sentence. */
export const DOUBLED_WINDOW: Readonly<Record<Doubled['of'], string>> = {
  run: 'window',
  'longest-night': 'longest night',
  'longest-session': 'longest session',
};
