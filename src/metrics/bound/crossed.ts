import type { TaskPath } from '../../model/paths/task-path.ts';

/** Units of a resource that one byte read takes. */
export interface Crossed {
  readonly resource: number;
  coefficient: number;
}

/** Each resource of a path once, with the total units that one byte read takes of it. */
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

/** Units of a resource per byte read; 0: the path does not cross it. */
export function unitsOf(crossed: readonly Crossed[], resource: number): number {
  const row = rowOf(crossed, resource);
  return row < 0 ? 0 : crossed[row]!.coefficient;
}

/** Removes a resource from the list; returns its units per byte read, 0 if it was not there. */
export function takeOut(crossed: Crossed[], resource: number): number {
  const row = rowOf(crossed, resource);
  return row < 0 ? 0 : crossed.splice(row, 1)[0]!.coefficient;
}

/** Reduces `least` to the resources that both lists have, each with the smaller coefficient. */
export function keepCommon(least: Crossed[], crossed: readonly Crossed[]): void {
  for (let at = least.length - 1; at >= 0; at--) {
    const known = least[at]!;
    const here = unitsOf(crossed, known.resource);
    if (here === 0) least.splice(at, 1);
    else if (here < known.coefficient) known.coefficient = here;
  }
}

/** -1: not in the list. */
function rowOf(crossed: readonly Crossed[], resource: number): number {
  for (let row = 0; row < crossed.length; row++) if (crossed[row]!.resource === resource) return row;
  return -1;
}
