/**
 * Places of a scenario at which a larger value leaves everything possible that was possible before: capacities, limits, and
 * how many proxies there are. It says what could be done with them, not what a scheduler makes of it: a window may well get
 * longer with more of them, a lower bound may not.
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
