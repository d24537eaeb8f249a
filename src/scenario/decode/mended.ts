import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import {
  child,
  itemsOf,
  type Located,
  type LocatedEntry,
  type LocatedMap,
  withEntries,
} from '../tree/located.ts';
import { LIST_SECTIONS } from '../tree/section-names.ts';

/**
 * The scenario without the fields of its entries that have a wrong shape, so that the rest of these entries can be
 * checked, too. `found`: what decoding reported. Returns the same tree if there is nothing to leave out.
 */
export function mended(root: LocatedMap, found: readonly Diagnostic[]): LocatedMap {
  // A missing key stands nowhere: its finding is at another field, which may be right.
  const spans = found.flatMap(({ code, severity, span }) =>
    severity === 'error' && code !== 'missing-key' && span !== undefined ? [span] : [],
  );
  if (spans.length === 0) return root;
  const sections = root.entries.flatMap((section): LocatedEntry[] => {
    const nameKey = LIST_SECTIONS.get(section.key);
    const items = nameKey === undefined ? [] : itemsOf(root, section.key);
    const mendedItems = items.map((item) => {
      const inside = spans.filter((span) => isWithin(span, item.span));
      // Without its name nothing is known of an entry.
      const name = child(item, nameKey!)?.span;
      return without(
        item,
        inside.filter((span) => name === undefined || !isWithin(span, name)),
      );
    });
    if (mendedItems.every((item, row) => item === items[row])) return [];
    return [{ ...section, value: { ...section.value, kind: 'list', items: mendedItems } }];
  });
  return sections.length === 0 ? root : withEntries(root, sections);
}

/** A node without the innermost fields in which the spans lie. */
function without(node: Located, spans: readonly Span[]): Located {
  if (spans.length === 0 || node.kind === 'scalar') return node;
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => without(item, spans)) };
  const entries = node.entries.flatMap((entry) => {
    const inside = spans.filter((span) => isInField(span, entry));
    if (inside.length === 0) return [entry];
    return inside.every((span) => hasFieldAt(entry.value, span))
      ? [{ ...entry, value: without(entry.value, inside) }]
      : [];
  });
  return { ...node, entries };
}

/** Whether the span lies in a field of a map inside the node. */
function hasFieldAt(node: Located, span: Span): boolean {
  if (node.kind === 'scalar') return false;
  if (node.kind === 'list') return node.items.some((item) => hasFieldAt(item, span));
  return node.entries.some((entry) => isInField(span, entry));
}

function isInField(span: Span, { keySpan, value }: LocatedEntry): boolean {
  return isWithin(span, keySpan) || isWithin(span, value.span);
}

function isWithin(span: Span, outer: Span): boolean {
  return span.source === outer.source && span.start >= outer.start && span.end <= outer.end;
}
