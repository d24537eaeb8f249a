import { DARK, LIGHT, type Palette } from '../../report/theme.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');
let isPrinting = false;

/** Whether the page is being printed. */
export function isOnPaper(): boolean {
  return isPrinting || paper.matches;
}

/** Light or dark as the reader's system has it; always light on paper. */
export function currentPalette(): Palette {
  return dark.matches && !isOnPaper() ? DARK : LIGHT;
}

/**
 * Calls the listener when the colours change, or when printing begins or ends. Printing is announced by its own events, too: browsers
 * count the sheets before the media query changes, and drop what a later redraw pushes beyond the last of them.
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
