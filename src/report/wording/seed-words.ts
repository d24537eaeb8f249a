import type { Summary } from '../../metrics/summary/summary.ts';

/** The random draws of a run: `seed 1`, or `seed 1, replication 37` if it is not the first one. */
export function seedWords({ seed, replication }: Pick<Summary, 'seed' | 'replication'>): string {
  return replication === 0 ? `seed ${seed}` : `seed ${seed}, replication ${replication}`;
}
