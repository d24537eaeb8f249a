import type { DailyChange } from '../daily-change.ts';
import { ASSUMED_JOB } from './jobs/jobs.ts';
import type { ScenarioContent } from './scenario/scenario-content.ts';

/** What was imported, in figures. */
export interface PowershellSummary {
  readonly proxies: number;
  /** Task slots of all proxies. */
  readonly proxySlots: number;
  /** Of which more than the name is known. */
  readonly repositories: number;
  readonly scaleOut: number;
  readonly jobs: number;
  readonly jobsSwitchedOff: number;
  /** VMs that jobs protect. */
  readonly vms: number;
  readonly throttles: number;
  /** What no export has and a night needs. */
  readonly assumed: {
    readonly proxy: boolean;
    readonly repositories: number;
    readonly job: boolean;
    readonly vms: boolean;
  };
  readonly change: DailyChange;
}

/** Counts what the scenario holds. */
export function summarise({
  proxies,
  repositories,
  jobs,
  rules,
  change,
  areVmsInvented,
}: Omit<ScenarioContent, 'diagnostics'>): PowershellSummary {
  const { all } = repositories;
  const scaleOut = all.filter(({ repository }) => repository.extents !== undefined).length;
  const assumedRepositories = all.filter(({ repository }) => repository.isAssumed).length;
  return {
    proxies: proxies.length,
    proxySlots: proxies.reduce((sum, { slots }) => sum + slots, 0),
    repositories: all.length - scaleOut - assumedRepositories,
    scaleOut,
    jobs: jobs.length,
    jobsSwitchedOff: jobs.filter(({ isEnabled }) => !isEnabled).length,
    vms: new Set(jobs.flatMap(({ vms }) => vms)).size,
    throttles: rules.throttles.filter(({ isComment }) => !isComment).length,
    assumed: {
      proxy: proxies.length === 0,
      repositories: assumedRepositories,
      job: jobs.some(({ product }) => product === ASSUMED_JOB),
      vms: areVmsInvented,
    },
    change,
  };
}
