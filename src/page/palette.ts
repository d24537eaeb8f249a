import { DARK, LIGHT, type Palette } from '../report/theme.ts';

const dark = matchMedia('(prefers-color-scheme: dark)');
const paper = matchMedia('print');

/** As the reader's system has it; always light on paper. */
export function currentPalette(): Palette {
  return dark.matches && !paper.matches ? DARK : LIGHT;
}

export function onPaletteChange(listener: () => void): void {
  dark.addEventListener('change', listener);
  paper.addEventListener('change', listener);
}
