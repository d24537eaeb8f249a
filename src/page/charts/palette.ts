import { DARK, LIGHT, type Palette } from '../../report/theme.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');

/** Whether the page is being printed. */
export function isOnPaper(): boolean {
  return paper.matches;
}

/** As the reader's system has it; always light on paper. */
export function currentPalette(): Palette {
  return dark.matches && !isOnPaper() ? DARK : LIGHT;
}

export function onPaletteChange(listener: () => void): void {
  dark.addEventListener('change', listener);
  paper.addEventListener('change', listener);
}
