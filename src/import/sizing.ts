import { collectFindings } from './findings.ts';
import { assumeRepositories, assumeSites } from './sizing/assumed-sites.ts';
import { SIZING_CODES, type SizingDiagnostic, type SizingFindings } from './sizing/codes.ts';
import { readWorkloads } from './sizing/read-workloads.ts';
import { scenarioText } from './sizing/scenario-text.ts';
import { type SizingSummary, summarise } from './sizing/summary.ts';
import type { Table } from './tables/table.ts';

export type SizingImport =
  | {
      readonly ok: true;
      /** The file `scenario.yaml`. */
      readonly scenarioYaml: string;
      readonly diagnostics: readonly SizingDiagnostic[];
      readonly summary: SizingSummary;
    }
  /** At least one diagnostic is an error. */
  | { readonly ok: false; readonly diagnostics: readonly SizingDiagnostic[] };

export interface SizingOptions {
  /** Name of the scenario. */
  readonly name?: string;
}

/**
 * Turns the summary of an estate, a row for each workload with how many VMs and disks it has and how much is on them, into a
 * scenario that runs. Pure: the same tables and options give the same text, to the byte.
 */
export function importSizing(tables: readonly Table[], { name }: SizingOptions = {}): SizingImport {
  const findings: SizingFindings = collectFindings(SIZING_CODES);
  const workloads = readWorkloads(tables, findings);
  if (workloads === undefined || workloads.length === 0) {
    findings.add(workloads === undefined ? 'no-sizing-table' : 'no-workloads');
    return { ok: false, diagnostics: findings.diagnostics() };
  }
  const sites = assumeSites(workloads);
  const repositories = assumeRepositories(workloads, sites);
  const summary = summarise(workloads, sites, repositories);
  const diagnostics = findings.diagnostics();
  const content = { workloads, sites, repositories, summary, diagnostics };
  return {
    ok: true,
    scenarioYaml: scenarioText({ name: name ?? 'Sizing import', ...content }),
    diagnostics,
    summary,
  };
}
