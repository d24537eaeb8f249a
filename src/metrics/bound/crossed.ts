import type { TaskPath } from '../../model/paths/task-path.ts';

/** What a byte read takes of a resource. */
export interface Crossed {
  readonly resource: number;
  coefficient: number;
}

/** Each resource of a path once, with all that a byte read takes of it. */
export function crossedOn({ length, resources, coefficients }: TaskPath): Crossed[] {
  const crossed: Crossed[] = [];
  for (let i = 0; i < length; i++) {
    const resource = resources[i]!;
    const coefficient = coefficients[i]!;
    const known = rowOf(crossed, resource);
    if (known < 0) crossed.push({ resource, coefficient });
    else crossed[known]!.coefficient += coefficient;
  }
  return crossed;
}

/** Units of a resource per byte read; 0: it is not crossed. */
export function unitsOf(crossed: readonly Crossed[], resource: number): number {
  const row = rowOf(crossed, resource);
  return row < 0 ? 0 : crossed[row]!.coefficient;
}

/** Takes a resource out of the list; returns the units of it per byte read. */
export function takeOut(crossed: Crossed[], resource: number): number {
  const row = rowOf(crossed, resource);
  return row < 0 ? 0 : crossed.splice(row, 1)[0]!.coefficient;
}

/** Leaves of each resource the lesser of both; one that either goes around is out. */
export function keepCommon(least: Crossed[], crossed: readonly Crossed[]): void {
  for (let at = least.length - 1; at >= 0; at--) {
    const known = least[at]!;
    const here = unitsOf(crossed, known.resource);
    if (here === 0) least.splice(at, 1);
    else if (here < known.coefficient) known.coefficient = here;
  }
}

/** -1: it is not among them. */
function rowOf(crossed: readonly Crossed[], resource: number): number {
  for (let row = 0; row < crossed.length; row++) if (crossed[row]!.resource === resource) return row;
  return -1;
}
