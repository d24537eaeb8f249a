import { eitherPoint } from '../../units/meant-number.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings } from '../findings.ts';
import type { Located } from '../tree/located.ts';

/** Longer texts are no quantities. */
const MOST_CHARACTERS = 20;

/**
 * Warns of amounts and rates whose point was perhaps meant to separate thousands: `1.500 MB/s` is a thousandth of 1500
 * MB/s.
 */
export function reportAmbiguousPoints(root: Located, findings: Findings): void {
  // Names with braces share the nodes of their entries.
  const seen = new Set<Located>();
  const look = (node: Located, path: string): void => {
    if (seen.has(node)) return;
    if (node.kind === 'scalar') {
      if (typeof node.value !== 'string' || node.text.length > MOST_CHARACTERS) return;
      const either = eitherPoint(node.text);
      if (either === undefined) return;
      seen.add(node);
      findings.report(
        'ambiguous-point',
        `${shown(node.text)} is read as ${either.decimal}: a point separates decimals.`,
        {
          path,
          span: node.span,
          hint: `Write ${either.thousands} if it was to separate thousands, else ${either.decimal}.`,
        },
      );
      return;
    }
    seen.add(node);
    const below = (key: string | number) => (path === '' ? `${key}` : `${path}.${key}`);
    if (node.kind === 'list') for (const [index, item] of node.items.entries()) look(item, below(index));
    else for (const { key, value } of node.entries) look(value, below(key));
  };
  look(root, '');
}
