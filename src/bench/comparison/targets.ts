/** The target of a ratio: the floor must be reached, the goal is desired. */
export interface Target {
  readonly floor: number;
  readonly goal: number;
}

/** How far a ratio got. If the goal is above the floor, larger is better. */
export function verdict(ratio: number, { floor, goal }: Target): 'goal' | 'floor' | 'MISSED' {
  const reaches = (limit: number) => (goal > floor ? ratio >= limit : ratio <= limit);
  if (reaches(goal)) return 'goal';
  return reaches(floor) ? 'floor' : 'MISSED';
}

/** Whole processes, compared with one that does nothing. */
export const START_UP_TARGETS: Readonly<Record<'help' | 'run', Target>> = {
  help: { floor: 4, goal: 2.5 },
  run: { floor: 7, goal: 4 },
};
