import { printable } from './printable.ts';

/**
 * As much of a path as tells it from the others: its field, else the name before it too (`px1.maxConcurrentTasks`), else all. Names
 * may hold dots and stay whole.
 */
export function shortPath(path: string, all: readonly string[]): string {
  const candidates = [path.slice(path.lastIndexOf('.') + 1), path.slice(path.indexOf('.') + 1)];
  const short = candidates.find(
    (end) => all.filter((other) => other === end || other.endsWith(`.${end}`)).length === 1,
  );
  return printable(short ?? path);
}
