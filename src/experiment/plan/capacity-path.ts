/**
 * Paths of a scenario at which a larger value never makes anything impossible: capacities, limits, and numbers of
 * proxies. This concerns what any schedule could do, not what a scheduler actually does: a window may get longer with
 * a larger value, a lower bound may not.
 */
const CAPACITIES: readonly RegExp[] = [
  /^proxies\..+\.(?:count|cores|speed|ram|network|storage\.bandwidth|maxConcurrentTasks)$/,
  /^hosts\..+\.(?:cores|ram|network|managementNetwork|nbdMaxDisks|maxConcurrentTasks)$/,
  /^datastores\..+\.(?:read|maxSnapshots)$/,
  /^repositories\..+\.(?:write|perStream|network|maxConcurrentTasks)$/,
  /^(?:links|fabrics)\..+\.bandwidth$/,
];

export function isCapacityPath(path: string): boolean {
  return CAPACITIES.some((pattern) => pattern.test(path));
}
