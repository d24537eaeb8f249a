import { didYouMean } from '../../diagnostics/suggest.ts';
import { shown } from '../../units/quantity-problem.ts';
import type { Findings, Place } from '../findings.ts';
import { globMatcher } from '../names/glob.ts';
import { child, type LocatedList, type LocatedMap, nameOf } from '../tree/located.ts';

/**
 * The list of a section, and those of its entries that a name or pattern means; undefined: there are none, which is
 * reported.
 */
export function meantItems(
  root: LocatedMap,
  { section, pattern, place }: { readonly section: string; readonly pattern: string; readonly place: Place },
  findings: Findings,
): { readonly list: LocatedList; readonly meant: readonly LocatedMap[] } | undefined {
  const list = child(root, section);
  const items = list?.kind === 'list' ? list.items : [];
  const matches = globMatcher(pattern);
  const meant = items.filter(
    (item): item is LocatedMap => item.kind === 'map' && matches(nameOf(item) ?? ''),
  );
  if (list?.kind === 'list' && meant.length > 0) return { list, meant };
  const names = items.map((item) => nameOf(item) ?? '').filter((name) => name !== '');
  const hint = didYouMean(pattern, names);
  findings.report('overlay-no-match', `There is no ${shown(pattern)} in '${section}'.`, { ...place, hint });
  return undefined;
}
