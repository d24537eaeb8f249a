import { globMatcher } from './glob.ts';
import { type Located, nameOf } from './located.ts';

/** Where the step of a path ends that begins at an offset. */
export function stepEnd(path: string, offset: number): number {
  const dot = path.indexOf('.', offset);
  return dot < 0 ? path.length : dot;
}

/** Rows of a list that the step at an offset means, and where the path goes on behind it. Names may hold dots: the longest wins. */
export function rowsMeant(
  items: readonly Located[],
  { path, offset, nameKey }: { readonly path: string; readonly offset: number; readonly nameKey: string },
): Map<number, number> {
  const rest = path.slice(offset);
  const step = path.slice(offset, stepEnd(path, offset));
  const found = new Map<number, number>();
  const glob = step.includes('*') ? globMatcher(step) : undefined;
  let longest = -1;
  for (const [row, item] of items.entries()) {
    const name = nameOf(item, nameKey);
    if (glob !== undefined) {
      if (glob(name ?? `${row}`)) found.set(row, offset + step.length + 1);
    } else if (
      name !== undefined &&
      (rest === name || rest.startsWith(`${name}.`)) &&
      name.length >= longest
    ) {
      if (name.length > longest) found.clear();
      longest = name.length;
      found.set(row, offset + name.length + 1);
    } else if (longest < 0 && name === undefined && step === `${row}`)
      found.set(row, offset + step.length + 1);
  }
  return found;
}
