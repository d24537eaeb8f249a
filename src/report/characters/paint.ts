import { FILE_WIDTH, type LineWidth } from '../text/line-width.ts';

/**
 * How a text report looks where it is read. The report says what a phrase means; the implementation knows how the
 * terminal shows that, and how wide the terminal is.
 */
export interface Paint {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly heading: (text: string) => string;
  readonly quiet: (text: string) => string;
  readonly width: LineWidth;
}

const same = (text: string): string => text;

/** For files and pipes. */
export const PLAIN: Paint = { good: same, bad: same, heading: same, quiet: same, width: FILE_WIDTH };
