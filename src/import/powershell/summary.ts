import type { DailyChange } from '../daily-change.ts';
import type { ScenarioContent } from './scenario/scenario-content.ts';

/** What was imported, in figures. */
export interface PowershellSummary {
  readonly proxies: number;
  /** Task slots of all proxies. */
  readonly proxySlots: number;
  readonly repositories: number;
  readonly scaleOut: number;
  readonly jobs: number;
  readonly jobsSwitchedOff: number;
  /** VMs that jobs protect. */
  readonly vms: number;
  readonly throttles: number;
  readonly change: DailyChange;
}

/** Counts what the scenario holds. */
export function summarise({
  proxies,
  repositories,
  jobs,
  rules,
  change,
}: Omit<ScenarioContent, 'diagnostics'>): PowershellSummary {
  const { all } = repositories;
  const scaleOut = all.filter(({ repository }) => repository.extents !== undefined).length;
  return {
    proxies: proxies.length,
    proxySlots: proxies.reduce((sum, { slots }) => sum + slots, 0),
    repositories: all.length - scaleOut,
    scaleOut,
    jobs: jobs.length,
    jobsSwitchedOff: jobs.filter(({ isEnabled }) => !isEnabled).length,
    vms: new Set(jobs.flatMap(({ vms }) => vms)).size,
    throttles: rules.throttles.filter(({ isComment }) => !isComment).length,
    change,
  };
}
