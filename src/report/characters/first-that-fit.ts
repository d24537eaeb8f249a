import { firstOf } from '../../units/cut-list.ts';
import { columnsOf } from './wide-characters.ts';

/**
 * As many of the first items, at most `most`, as fit into so many columns with the number of the others: `px1, px2 and 3 more`.
 * A cut end would hide that number. The first item is always there, however long it is.
 */
export function firstThatFit<Item>(
  items: readonly Item[],
  { most, columns }: { readonly most: number; readonly columns: number },
  textOf: (item: Item) => string = String,
): string {
  let named = most;
  while (named > 1 && columnsOf(firstOf(items, named, textOf)).length > columns) named--;
  return firstOf(items, named, textOf);
}
