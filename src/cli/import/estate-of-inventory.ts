import { dirname, extname, relative } from 'node:path';
import { optionDiagnostic } from '../../diagnostics/bad-option.ts';
import type { Result } from '../../diagnostics/diagnostic.ts';
import type { Estate } from '../../import/powershell/estate/estate.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import type { Io } from '../io.ts';
import { loadScenario } from '../runs/load-scenario.ts';
import { importFiles } from './import-output.ts';

/**
 * The hosts and VMs of the scenario that an inventory belongs to: a folder that `import rvtools` or `import
 * inventory` wrote, its inventory.csv, or the user's own scenario. `output` is the folder from which the written
 * scenario will include it.
 */
export async function estateOfInventory(io: Io, inventory: string, output: string): Promise<Result<Estate>> {
  const file = await scenarioOf(io, inventory);
  if (!(await io.exists(file))) {
    const where = (await io.isFolder(inventory)) ? 'in' : 'beside';
    const message =
      file === inventory
        ? `There is no such file: '${inventory}'.`
        : `There is no scenario.yaml ${where} '${inventory}'.`;
    return { ok: false, diagnostics: [optionDiagnostic('--inventory', message, HINT)] };
  }
  const loaded = await loadScenario(io, file, []);
  if (!loaded.ok) return loaded;
  const name = relative(output, file).replaceAll('\\', '/');
  return { ...loaded, value: estateOf(loaded.value.scenario, name) };
}

const HINT = 'Give the folder that import rvtools or import inventory wrote, or a scenario.';

async function scenarioOf(io: Io, inventory: string): Promise<string> {
  if (await io.isFolder(inventory)) return importFiles(inventory).scenario;
  const isTable = extname(inventory).toLowerCase() === '.csv';
  return isTable ? importFiles(dirname(inventory)).scenario : inventory;
}

function estateOf({ sites, hosts, vms }: Scenario, file: string): Estate {
  const siteOfHost = new Map(hosts.map(({ name, site }) => [name, site]));
  const counts = new Map(sites.map(({ name }) => [name, 0]));
  const members = vms.names.map((name, row) => {
    const host = vms.traits[row]?.host;
    const site = siteOfHost.get(host ?? '') ?? '';
    counts.set(site, (counts.get(site) ?? 0) + 1);
    return host === undefined ? { name } : { name, host };
  });
  const most = Math.max(...sites.map(({ name }) => counts.get(name) ?? 0));
  return {
    file,
    sites: sites.map(({ name }) => name),
    mainSite: sites.find(({ name }) => counts.get(name) === most)?.name ?? '',
    hosts: hosts.map(({ name, platform }) => ({ name, platform })),
    vms: members,
  };
}
