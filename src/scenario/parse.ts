import type { Code } from '../diagnostics/codes.ts';
import type { Diagnostic, Result, SourceText } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort.ts';
import { shown } from '../units/quantity-problem.ts';
import { Context } from './cross-check/context.ts';
import { expectationsOf } from './cross-check/expectations.ts';
import { faultsOf, withAdditions } from './cross-check/faults.ts';
import { withoutHostsOut } from './cross-check/hosts-out.ts';
import { arraysOf, datastoresOf } from './cross-check/infrastructure/datastores.ts';
import { hostsOf } from './cross-check/infrastructure/hosts.ts';
import { Mounts } from './cross-check/infrastructure/mounts.ts';
import { fabricsOf, linksOf, throttlesOf } from './cross-check/infrastructure/network.ts';
import { proxiesOf } from './cross-check/infrastructure/proxies.ts';
import { repositoriesOf } from './cross-check/infrastructure/repositories.ts';
import { addInventory, type InventoryTable } from './cross-check/inventory/inventory.ts';
import { StorageOf } from './cross-check/jobs/job-methods.ts';
import { jobsOf } from './cross-check/jobs/jobs.ts';
import { VmSelection } from './cross-check/jobs/selectors.ts';
import { settingsOf } from './cross-check/settings.ts';
import { withDataFactor } from './cross-check/vms/data-factor.ts';
import { DeclaredVms } from './cross-check/vms/declared-vms.ts';
import { VmDrafts } from './cross-check/vms/vm-drafts.ts';
import { checkVmNames } from './cross-check/vms/vm-names.ts';
import { settleVms } from './cross-check/vms/vm-platforms.ts';
import { decodeSections, type Sections } from './decode/decode-sections.ts';
import { mended } from './decode/mended.ts';
import { DEFAULTS } from './defaults.ts';
import { Findings } from './findings.ts';
import { withFittingNames } from './names/fitting-names.ts';
import { applyOverlays, isOverlayText, type Overlay } from './overlay/overlay.ts';
import type { Scenario } from './scenario.ts';
import { loadScenario } from './tree/load.ts';
import { child, itemsOf, type LocatedMap } from './tree/located.ts';
import { relativeName } from './tree/relative-name.ts';
import type { VmTable } from './vms/vm-table.ts';

/** The files that a scenario refers to (see `referencedFiles`). The caller reads them beforehand. */
export interface ScenarioFiles {
  text(name: string): SourceText | undefined;
  table(name: string): InventoryTable | undefined;
}

/** What a scenario is made of. */
export interface ScenarioInput {
  readonly source: SourceText;
  /** In the order of the command line; a later one wins. */
  readonly overlays?: readonly Overlay[];
  /** The included files and inventories. May be absent if there are none. */
  readonly files?: ScenarioFiles;
}

const NO_FILES: ScenarioFiles = { text: () => undefined, table: () => undefined };

/** Reads a scenario. Returns it with its warnings, or all errors and warnings, sorted by file and position. */
export function parseScenario({ source, overlays = [], files = NO_FILES }: ScenarioInput): Result<Scenario> {
  const findings = new Findings();
  const { root, isWhole } = loadScenario(source, files, findings);
  let scenario: Scenario | undefined;
  if (root !== undefined) {
    // Paths may lead into a file that is missing.
    const changed = isWhole ? applyOverlays(root, overlays, findings) : root;
    const tree = withFittingNames(changed);
    const before = findings.all.length;
    const sections = decodeSections(tree, findings, isWhole);
    const misshapen = findings.all.slice(before);
    scenario = crossCheck(sections, files, findings);
    addByItself(sections, mended(tree, misshapen), files, findings);
  }
  const diagnostics = sortDiagnostics(findings.all, source);
  if (scenario === undefined || findings.hasErrors) return { ok: false, diagnostics };
  return { ok: true, value: scenario, warnings: diagnostics };
}

/** What is wrong whatever the other fields of its entry say. */
const BY_ITSELF: ReadonlySet<Code> = new Set([
  'unknown-reference',
  'selector-no-match',
  'dependency-cycle',
  'used-over-size',
  'file-not-found',
]);

/**
 * Reports wrong names and the like in entries that also have a field of a wrong shape: such an entry is not among those
 * that were checked. `tree`: the scenario without these fields.
 */
function addByItself(sections: Sections, tree: LocatedMap, files: ScenarioFiles, findings: Findings): void {
  if (tree === sections.root) return;
  const { broken, unreadable } = sections;
  const further = new Findings();
  crossCheck({ ...decodeSections(tree, new Findings()), broken, unreadable }, files, further);
  const known = new Set(findings.all.map(placeOf));
  for (const found of further.all)
    if (BY_ITSELF.has(found.code) && !known.has(placeOf(found)))
      findings.report(found.code, found.message, found);
}

function placeOf({ code, span }: Diagnostic): string {
  return `${code} ${span?.source.name} ${span?.start}`;
}

/** Checks all sections and assembles the scenario. The result is valid only if no error was reported. */
function crossCheck(sections: Sections, files: ScenarioFiles, findings: Findings): Scenario {
  const context = new Context(sections, findings);
  const settings = settingsOf(context);
  // Hosts before proxies before repositories, because sites are derived in this order.
  const fabrics = fabricsOf(context);
  const arrays = arraysOf(context);
  const hosts = hostsOf(context);
  const datastores = datastoresOf(context, hosts);
  const proxies = proxiesOf(context, hosts);
  const repositories = repositoriesOf(context);
  const links = linksOf(context);
  const mounts = new Mounts(hosts, datastores);
  const settled = settleVms(context, vmsOf(context, files), mounts);
  if (listsOfVms(context) > 1) checkVmNames(context, settled);
  noteUnknownBackups(context, settled);
  const vms = withDataFactor(settled, context.sections.values.dataFactor ?? DEFAULTS.dataFactor.value);
  const { startUs } = settings.clock;
  const named = {
    proxies: namesOf(proxies),
    hosts: namesOf(hosts),
    datastores: namesOf(datastores),
    links: namesOf(links),
    repositories: namesOf(repositories),
    vms: vms.names,
  };
  const faults = faultsOf(context, named, startUs);
  return withoutHostsOut(context, {
    ...settings,
    sites: context.sites,
    links,
    fabrics,
    arrays,
    hosts,
    datastores,
    proxies: withAdditions(context, proxies, faults),
    repositories,
    throttles: throttlesOf(context),
    vms,
    jobs: jobsOf(context, {
      selection: new VmSelection(context, vms, mounts),
      vms,
      mounts,
      storage: new StorageOf(mounts, arrays),
      startUs,
    }),
    faults,
    expect: expectationsOf(context),
    defaultsTaken: context.defaultsTaken,
  });
}

/** Notes VMs without a restore point: only their jobs decide what age to assume. */
function noteUnknownBackups({ defaultsTaken }: Context, { names, traits }: VmTable): void {
  traits.forEach(({ lastBackupUs }, vm) => {
    if (lastBackupUs === undefined) defaultsTaken.note(DEFAULTS.incrementAge, 'vms.lastBackup', names[vm]!);
  });
}

function namesOf(things: readonly { readonly name: string }[]): string[] {
  return things.map(({ name }) => name);
}

/**
 * Number of lists of VMs: the scenario's own counts as one, and so does each inventory. Names within a list are
 * compared elsewhere.
 */
function listsOfVms({ tables }: Context): number {
  return tables.inventories.entries.length + (tables.vms.entries.length > 0 ? 1 : 0);
}

/** The VMs in the order of the file; those of an inventory stand in the place of its entry. */
function vmsOf(context: Context, files: ScenarioFiles): VmDrafts {
  const vms = new VmDrafts();
  const declared = new DeclaredVms(context, vms);
  const entries = new Map(context.tables.vms.entries.map((entry) => [entry.node, entry]));
  const inventories = new Map(context.tables.inventories.entries.map((entry) => [entry.node, entry]));
  for (const node of itemsOf(context.sections.root, 'vms')) {
    const vm = entries.get(node);
    const entry = inventories.get(node);
    if (vm !== undefined) declared.add(vm);
    if (entry === undefined) continue;
    const place = child(node, 'inventory')?.span ?? node.span;
    const name = relativeName(isOverlayText(place.source) ? '' : place.source.name, entry.value.inventory);
    const table = files.table(name);
    if (table !== undefined) addInventory(context, table, vms);
    else {
      context.markBroken('vms');
      context.findings.report('file-not-found', `The inventory ${shown(name)} does not exist.`, {
        path: entry.origin.path,
        span: place,
      });
    }
  }
  return vms;
}
