import { printable } from '../../report/characters/printable.ts';

/** Names with their colours, above a chart. */
export function showLegend(
  place: HTMLElement,
  entries: readonly { readonly name: string; readonly color: string }[],
): void {
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
