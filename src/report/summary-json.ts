import type { Summary } from '../metrics/summary.ts';

/**
 * The text of `summary.json`: indented by two spaces, keys in the order of the `Summary` type, with a final newline.
 * The order of the outer keys is fixed here, so that a refactoring elsewhere does not move lines in a committed
 * baseline. Maps by name keep the order of the scenario.
 */
export function summaryJson(summary: Summary): string {
  const { format, scenario, seed, replication, policy, fingerprint, window, bound, totals } = summary;
  const {
    jobs,
    proxies,
    datastores,
    repositories,
    hosts,
    links,
    waits,
    vms,
    expect,
    diagnostics,
    faults,
    modes,
    nights,
  } = summary;
  const ordered: Summary = {
    format,
    scenario,
    seed,
    replication,
    policy,
    fingerprint,
    window,
    bound,
    totals,
    jobs,
    proxies,
    datastores,
    repositories,
    hosts,
    links,
    waits,
    vms,
    expect,
    diagnostics,
    faults,
    modes,
    nights,
  };
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
