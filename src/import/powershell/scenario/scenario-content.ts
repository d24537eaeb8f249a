import type { DailyChange } from '../../daily-change.ts';
import type { PowershellDiagnostic } from '../codes.ts';
import type { Estate } from '../estate/estate.ts';
import type { OwnEstate } from '../estate/own-estate.ts';
import type { PlannedJob } from '../jobs/planned-jobs.ts';
import type { LabelledRepositories } from '../machines/labelled-repositories.ts';
import type { BackupProxy } from '../machines/proxies.ts';
import type { TrafficRules } from '../machines/traffic-rules.ts';

/** Everything that the scenario file says. */
export interface ScenarioContent {
  /** Either the inventory's, or one of the import's own. */
  readonly estate: Estate | undefined;
  readonly own: OwnEstate;
  /** Of the VMs of `own` of which nothing tells what changes. */
  readonly change: DailyChange;
  readonly proxies: readonly BackupProxy[];
  readonly repositories: LabelledRepositories;
  readonly rules: TrafficRules;
  readonly jobs: readonly PlannedJob[];
  /** The scenario's name of a VM. */
  readonly vmLabel: (name: string) => string;
  readonly areVmsInvented: boolean;
  readonly mainSite: string;
  /** All of them; things need say theirs where there are several. */
  readonly sites: readonly string[];
  /** `2026-01-05T20:00` */
  readonly clockStart: string;
  readonly diagnostics: readonly PowershellDiagnostic[];
}

/** The site of what goes by such names and addresses, as a field; none where there is one site only. */
export function siteField(
  { sites, mainSite, rules }: ScenarioContent,
  names: readonly string[] = [],
): { readonly site?: string } {
  return sites.length > 1 ? { site: rules.siteOf(names) ?? mainSite } : {};
}
