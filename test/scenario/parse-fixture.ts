import type { Result } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostics } from '../../src/diagnostics/render.ts';
import { parseScenario } from '../../src/scenario/parse.ts';
import type { Scenario } from '../../src/scenario/scenario.ts';

/** Everything a scenario needs but its proxies: one disk of one VM, one job. */
export const SMALL = `version: 1
hosts: [{ name: "esx{1..2}" }]
datastores: [{ name: "ds{1..2}" }]
repositories: [{ name: repo1 }]
vms:
  - { name: vm1, host: esx1, tags: [sql], disks: [{ size: 100 GB, datastore: ds1 }] }
jobs:
  - { name: nightly, vms: [vm1], repository: repo1 }
`;

export interface Files {
  readonly [name: string]: string;
}

/** Parses `text` as night.yaml among other files by their names; `.csv` files are inventories. */
export function parse(text: string, files: Files = {}, sets: readonly string[] = []): Result<Scenario> {
  const known = new Map(Object.entries(files));
  return parseScenario({
    source: { name: 'night.yaml', text },
    overlays: sets.map((set) => ({
      path: set.slice(0, set.indexOf('=')),
      value: set.slice(set.indexOf('=') + 1),
    })),
    files: {
      text: (name) => (known.has(name) ? { name, text: known.get(name)! } : undefined),
      table: (name) => (known.has(name) ? { source: { name, text: known.get(name)! } } : undefined),
    },
  });
}

/** The scenario, or the findings as the reason of the failure. */
export function parsed(text: string, files: Files = {}, sets: readonly string[] = []): Scenario {
  const result = parse(text, files, sets);
  if (!result.ok) throw new Error(renderDiagnostics(result.diagnostics));
  return result.value;
}

/** `code line:column` of every finding, in order. */
export function findings(text: string, files: Files = {}, sets: readonly string[] = []): string[] {
  const result = parse(text, files, sets);
  const all = result.ok ? result.warnings : result.diagnostics;
  return all.map((diagnostic) => {
    const place = /^([^\n]*?:\d+:\d+): /.exec(renderDiagnostics([diagnostic]));
    return `${diagnostic.code} ${place?.[1] ?? ''}`;
  });
}

/** The codes alone. */
export function codesOf(text: string, files: Files = {}): string[] {
  return findings(text, files).map((finding) => finding.split(' ')[0]!);
}
