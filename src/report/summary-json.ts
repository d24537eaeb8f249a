import type { Summary } from '../metrics/summary/summary.ts';

/**
 * The order of the outer keys. It is fixed here, so that a refactoring elsewhere does not move lines in a committed
 * baseline. Maps by name keep the order of the scenario.
 */
const ORDER = Object.keys({
  format: 0,
  scenario: 0,
  seed: 0,
  replication: 0,
  policy: 0,
  fingerprint: 0,
  window: 0,
  bound: 0,
  totals: 0,
  jobs: 0,
  proxies: 0,
  datastores: 0,
  repositories: 0,
  hosts: 0,
  links: 0,
  waits: 0,
  vms: 0,
  expect: 0,
  diagnostics: 0,
  faults: 0,
  modes: 0,
  nights: 0,
} satisfies Record<keyof Summary, 0>) as (keyof Summary)[];

/** The text of `summary.json`: indented by two spaces, with a final newline. */
export function summaryJson(summary: Summary): string {
  const ordered = Object.fromEntries(ORDER.map((key) => [key, summary[key]]));
  return `${JSON.stringify(ordered, null, 2)}\n`;
}
