import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { parseScenario } from '../../../src/scenario/parse.ts';

const FINE = `version: 1
fabrics: [{ name: san }]
hosts: [{ name: esx1 }]
datastores: [{ name: ds1 }]
repositories: [{ name: repo1 }]
vms: [{ name: vm1, host: esx1, disks: [{ size: 1 GB, datastore: ds1 }] }]
jobs: [{ name: j, vms: [vm1], repository: repo1 }]
proxies: [{ name: px1, cores: 8 }]
`;

/** What is said about `text` in place of `entry` of a scenario that is otherwise fine. */
export function findingsOn(entry: string, text: string): readonly Diagnostic[] {
  const parsed = parseScenario({ source: { name: 'night.yaml', text: FINE.replace(entry, text) } });
  return parsed.ok ? [] : parsed.diagnostics;
}
