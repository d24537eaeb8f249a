/** By nearest rank: the smallest that at least that share of all does not exceed. */
export function nearestRank(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, row) => (row + 1) * 100 >= percent * sorted.length) ?? 0;
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

export function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : sumOf(values) / values.length;
}

export function mostOf(values: readonly number[]): number {
  return Math.max(0, ...values);
}
