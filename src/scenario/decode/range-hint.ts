import type { Located } from '../tree/located.ts';

/** `1..2`, `50-100 GB`, `1% to 5%`. */
const RANGE = /^\s*(\d+(?:\.\d+)?)\s*([^\d\s.-]*)\s*(?:\.{2,3}|-|–|to)\s*(\d+(?:\.\d+)?)\s*(\S*)\s*$/;

/** A hint for a range (`1..2`) or a list of two written for a value that may be drawn; undefined for anything else. */
export function rangeHint(node: Located): string | undefined {
  const ends = endsOf(node);
  return ends === undefined ? undefined : `Anything between two values is { uniform: [${ends.join(', ')}] }.`;
}

function endsOf(node: Located): readonly string[] | undefined {
  if (node.kind === 'list') {
    const texts = node.items.flatMap((item) => (item.kind === 'scalar' ? [item.text] : []));
    return texts.length === 2 && node.items.length === 2 ? texts : undefined;
  }
  const found = node.kind === 'scalar' ? RANGE.exec(node.text) : null;
  if (found === null) return undefined;
  const [, low = '', lowUnit = '', high = '', highUnit = ''] = found;
  return [amount(low, lowUnit === '' ? highUnit : lowUnit), amount(high, highUnit)];
}

function amount(number: string, unit: string): string {
  return unit === '' || unit === '%' ? `${number}${unit}` : `${number} ${unit}`;
}
