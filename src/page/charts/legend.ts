import { printable } from '../../report/characters/printable.ts';

export interface LegendEntry {
  readonly name: string;
  /** A CSS colour. */
  readonly color: string;
  /** Whether it is drawn as a line; otherwise it is an area. */
  readonly isLine?: boolean;
}

/** Shows names with their colours above a chart. */
export function showLegend(place: HTMLElement, entries: readonly LegendEntry[]): void {
  place.replaceChildren(
    ...entries.map(({ name, color, isLine }) => {
      const entry = document.createElement('span');
      const dot = document.createElement('i');
      dot.style.background = color;
      dot.classList.toggle('line', isLine === true);
      entry.append(dot, printable(name));
      return entry;
    }),
  );
}
