import { DARK, LIGHT, type Palette } from '../../report/theme.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
let isPrinting = false;

/** Whether the page is being printed. */
export function isOnPaper(): boolean {
  return isPrinting || paper.matches;
}

/** Light or dark, according to the reader's system; always light on paper. */
export function currentPalette(): Palette {
  return dark.matches && !isOnPaper() ? DARK : LIGHT;
}

/**
 * Calls the listener when the colours change, or when printing begins or ends. Printing has events of its own,
 * because browsers count the pages before the media query changes, and drop what a later redraw pushes beyond the
 * last one.
 */
export function onPaletteChange(listener: () => void): void {
  dark.addEventListener('change', listener);
  paper.addEventListener('change', listener);
  addEventListener('beforeprint', () => {
    isPrinting = true;
    listener();
  });
  addEventListener('afterprint', () => {
    isPrinting = false;
    listener();
  });
}
