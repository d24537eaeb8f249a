import { printable } from './printable.ts';

/**
 * The shortest end of a path that distinguishes it from the others: its field, else with the name before it
 * (`px1.maxConcurrentTasks`), else the whole path. Names may contain dots and are never split.
 */
export function shortPath(path: string, all: readonly string[]): string {
  const candidates = [path.slice(path.lastIndexOf('.') + 1), path.slice(path.indexOf('.') + 1)];
  const short = candidates.find(
    (end) => all.filter((other) => other === end || other.endsWith(`.${end}`)).length === 1,
  );
  return printable(short ?? path);
}
