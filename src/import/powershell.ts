import { addTo } from '../collections/grouped-by.ts';
import { dailyChange } from './daily-change.ts';
import { collectFindings, type ImportDiagnostic } from './findings.ts';
import { POWERSHELL_CODES, type PowershellFindings } from './powershell/codes.ts';
import type { Estate } from './powershell/estate/estate.ts';
import { type OwnEstate, ownEstate } from './powershell/estate/own-estate.ts';
import { ownInventoryRows } from './powershell/estate/own-inventory-rows.ts';
import { readListedVms } from './powershell/estate/protected-vms.ts';
import { vmSizes } from './powershell/estate/vm-sizes.ts';
import { membersOf } from './powershell/jobs/job-members.ts';
import { ASSUMED_JOB, readJobs } from './powershell/jobs/jobs.ts';
import { enabledJobs, planJobs } from './powershell/jobs/planned-jobs.ts';
import { type ObjectKind, objectKindOf } from './powershell/kinds.ts';
import type { BackupRepository } from './powershell/machines/backup-repository.ts';
import { labelRepositories } from './powershell/machines/labelled-repositories.ts';
import { type BackupProxy, readProxies } from './powershell/machines/proxies.ts';
import { readRepositories } from './powershell/machines/repositories.ts';
import { readServers } from './powershell/machines/servers.ts';
import { readTrafficRules, type TrafficRules } from './powershell/machines/traffic-rules.ts';
import type { PowershellOptions } from './powershell/options.ts';
import { saidTable } from './powershell/said-table.ts';
import type { ScenarioContent } from './powershell/scenario/scenario-content.ts';
import { scenarioText } from './powershell/scenario/scenario-text.ts';
import { clockStart, nightWeekday } from './powershell/schedules/simulated-night.ts';
import { type PowershellSummary, summarise } from './powershell/summary.ts';
import { isReportTable } from './sessions/reports/report-row.ts';
import { type PastSessions, readPastSessions } from './sessions.ts';
import type { Table } from './tables/table.ts';

export type PowershellImport =
  | {
      readonly ok: true;
      /** The file `scenario.yaml`. */
      readonly scenarioYaml: string;
      /** The file `inventory.csv` beside it, headers first; absent where an inventory's scenario is included. */
      readonly inventoryRows?: readonly (readonly string[])[];
      readonly diagnostics: readonly ImportDiagnostic[];
      readonly summary: PowershellSummary;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly ImportDiagnostic[] };

type TablesByKind = ReadonlyMap<ObjectKind, readonly Table[]>;

/** The site of a scenario that names none. */
const ONLY_SITE = 'main';

/**
 * Turns what a backup server knows of itself (objects of PowerShell, the files of a health check, dumps of the REST interface)
 * into a scenario that runs. Pure: the same tables and options give the same text, to the byte. Everything odd is reported;
 * nothing stops it but a lack of anything to do.
 */
export function importPowershell(
  tables: readonly Table[],
  options: PowershellOptions = {},
): PowershellImport {
  const findings: PowershellFindings = collectFindings(POWERSHELL_CODES);
  const kinds = new Map<ObjectKind, Table[]>();
  for (const table of tables) {
    const kind = objectKindOf(table);
    if (kind !== undefined) addTo(kinds, kind, saidTable(table));
  }
  for (const list of kinds.values()) reportIncomplete(list, findings);
  const past = readPastSessions(tables.filter(isSessionReport));
  const content = contentOf(kinds, past.sessions, options, findings);
  const ofSessions = past.diagnostics.filter(({ severity }) => severity !== 'error');
  const diagnostics = [...findings.diagnostics(), ...ofSessions];
  if (content === undefined) return { ok: false, diagnostics };
  return {
    ok: true,
    scenarioYaml: scenarioText({ ...content, diagnostics: findings.diagnostics() }, options),
    ...(options.estate === undefined ? { inventoryRows: ownInventoryRows(content.own, content.change) } : {}),
    diagnostics,
    summary: summarise(content),
  };
}

/** The REST interface gives long lists page by page. */
function reportIncomplete(pages: readonly Table[], findings: PowershellFindings): void {
  const total = Math.max(...pages.map((page) => page.total ?? 0));
  const records = pages.reduce((sum, { rows }) => sum + rows.length - 1, 0);
  if (records >= total) return;
  const names = pages.filter((page) => page.total !== undefined).map(({ name }) => name);
  findings.add('page-incomplete', { subject: `${records} of ${total} records in ${names.join(', ')}` });
}

/** Whether the import has a use for a table. */
export function isBackupServerTable(table: Table): boolean {
  return objectKindOf(table) !== undefined || isSessionReport(table);
}

function isSessionReport(table: Table): boolean {
  return objectKindOf(table) === undefined && isReportTable(table);
}

/** What the tables hold, read. */
function readObjects(kinds: TablesByKind, estate: Estate | undefined, findings: PowershellFindings) {
  const of = (kind: ObjectKind) => kinds.get(kind) ?? [];
  const servers = readServers(of('servers'), findings);
  const listedProxies = { vsphere: of('proxies'), hyperv: of('hyperv-proxies') };
  const proxies = readProxies(listedProxies, servers, estate, findings);
  const listedRepositories = {
    repositories: of('repositories'),
    extents: of('extents'),
    scaleOut: of('scale-out-repositories'),
  };
  const lists = {
    vsphere: of('protected-vms'),
    hyperv: of('protected-hyperv-vms'),
    unprotected: of('unprotected-vms'),
  };
  return {
    servers,
    proxies,
    repositories: readRepositories(listedRepositories, proxies, findings),
    jobs: readJobs(of('jobs'), findings),
    vms: readListedVms(lists, findings),
  };
}

/** Undefined where there is nothing to do, which is reported. */
function contentOf(
  kinds: TablesByKind,
  sessions: PastSessions['sessions'],
  options: PowershellOptions,
  findings: PowershellFindings,
): Omit<ScenarioContent, 'diagnostics'> | undefined {
  const { estate } = options;
  const objects = readObjects(kinds, estate, findings);
  const { servers, proxies, repositories: listed, vms } = objects;
  if (proxies.length === 0 && listed.length === 0 && !kinds.has('jobs')) {
    findings.add('no-objects');
    return undefined;
  }
  // All jobs are of agents, file shares and the like: VMs that are invented would tell nothing of that work.
  const hasOtherJobs = (kinds.get('jobs') ?? []).some(({ rows }) => rows.length > 1);
  const knowsVms = vms.size > 0 || sessions.length > 0 || estate !== undefined;
  if (objects.jobs.length === 0 && hasOtherJobs && !knowsVms) {
    findings.add('nothing-to-protect');
    return undefined;
  }
  if (proxies.length === 0) findings.add('no-proxies');
  if (objects.jobs.length === 0) findings.add('no-jobs');
  const jobs = objects.jobs.length === 0 ? [ASSUMED_JOB] : objects.jobs;
  const enabled = enabledJobs(jobs, findings);
  const backups = jobs.filter(({ type }) => type === 'backup');
  const members = membersOf(backups, enabled, { listed: vms, sessions, estate }, findings);
  const proxySlots = proxies.reduce((sum, { slots }) => sum + slots, 0);
  const repositories = labelRepositories(listed, jobs, proxySlots, findings);
  const weekday = nightWeekday(enabled);
  const planned = planJobs(jobs, { enabled, members, repositories, proxies, weekday }, findings);
  if (planned.length === 0) {
    findings.add('nothing-to-protect');
    return undefined;
  }
  const own =
    estate === undefined
      ? ownEstate(members.vms, proxies, servers, vmSizes(sessions, options, findings))
      : NO_ESTATE;
  const unsaid = own.vms.filter(({ changeRate }) => changeRate === undefined);
  const unsaidBytes = unsaid.reduce((sum, { used }) => sum + used, 0);
  const change = dailyChange(estate === undefined ? options : {}, unsaidBytes, findings);
  if (change === undefined) return undefined;
  const mainSite = estate?.mainSite ?? ONLY_SITE;
  const mayAddSites = estate === undefined || estate.sites.length > 1;
  const rules = readTrafficRules(kinds.get('traffic-rules') ?? [], mainSite, mayAddSites, findings);
  reportEmptySites(rules, proxies, listed, findings);
  const labels = new Map(own.vms.map(({ vm, label }) => [vm.name, label]));
  return {
    estate,
    own,
    change,
    proxies,
    repositories,
    rules,
    jobs: planned,
    vmLabel: (name) => labels.get(name) ?? name,
    areVmsInvented: members.areInvented,
    mainSite,
    sites: [...(estate?.sites ?? [mainSite]), ...rules.sites],
    clockStart: clockStart(planned, weekday),
  };
}

const NO_ESTATE: OwnEstate = { hosts: [], datastores: [], vms: [] };

function reportEmptySites(
  rules: TrafficRules,
  proxies: readonly BackupProxy[],
  repositories: readonly BackupRepository[],
  findings: PowershellFindings,
): void {
  const machines = [...proxies.map(({ names }) => names), ...repositories.map(({ path }) => [path])];
  const inhabited = new Set(machines.map((names) => rules.siteOf(names)));
  for (const { name, between, isComment } of rules.throttles) {
    const isCrossed = between.every((site) => !rules.sites.includes(site) || inhabited.has(site));
    if (!isComment && !isCrossed) findings.add('throttle-without-traffic', { subject: name });
  }
}
