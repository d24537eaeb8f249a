import { printable } from '../../report/characters/printable.ts';

export interface LegendEntry {
  readonly name: string;
  /** A CSS colour. */
  readonly color: string;
}

/** Shows names with their colours above a chart. */
export function showLegend(place: HTMLElement, entries: readonly LegendEntry[]): void {
  place.replaceChildren(
    ...entries.map(({ name, color }) => {
      const entry = document.createElement('span');
      const dot = document.createElement('i');
      dot.style.background = color;
      entry.append(dot, printable(name));
      return entry;
    }),
  );
}
