import type { Unmatched } from '../../history/calibration.ts';
import { type Increment, WHOLE_JOB } from '../../history/increments.ts';
import type { JobRow, Model } from '../../model/model.ts';
import { safeTag } from '../../scenario/names/safe-name.ts';

/** Names in the reports mapped to names in the scenario, if they differ by more than case. */
export interface Aliases {
  /** Theirs to ours. */
  readonly jobs: ReadonlyMap<string, string>;
  readonly vms: ReadonlyMap<string, string>;
}

/** A job that both the reports and the scenario have. */
export interface MatchedJob {
  readonly row: JobRow;
  readonly pastName: string;
  /** Ordered by time. */
  readonly increments: readonly Increment[];
  /** The last of these, which are fitted. */
  readonly recent: readonly Increment[];
  /** The row of a VM of the job; undefined: the job has no VM of that name. */
  readonly vmOf: (pastVm: string) => number | undefined;
}

interface Matching {
  readonly jobs: readonly MatchedJob[];
  readonly unmatched: Unmatched;
}

/** Matches jobs and their VMs by name, ignoring case and characters that names in a scenario cannot contain. */
export function matchJobs(
  model: Model,
  past: ReadonlyMap<string, readonly Increment[]>,
  { last, aliases }: { readonly last: number; readonly aliases: Aliases },
): Matching {
  const ours = new Map(model.jobs.filter(isOfVms).map((row) => [nameKey(row.name), row]));
  const vmAliases = byKeys(aliases.vms);
  const jobAliases = byKeys(aliases.jobs);
  const jobs = new Map<JobRow, MatchedJob>();
  const pastJobs: string[] = [];
  const idle = new Map<JobRow, string>();
  for (const [pastName, increments] of past) {
    const row = ours.get(jobAliases.get(nameKey(pastName)) ?? nameKey(pastName));
    if (row === undefined || jobs.has(row)) {
      pastJobs.push(pastName);
      continue;
    }
    if (increments.length === 0) {
      idle.set(row, pastName);
      continue;
    }
    const vms = new Map(row.vms.map((vm) => [nameKey(model.vms.nameOf(vm)), vm]));
    const vmOf = (vm: string) => vms.get(vmAliases.get(nameKey(vm)) ?? nameKey(vm));
    jobs.set(row, { row, pastName, increments, recent: increments.slice(-last), vmOf });
  }
  const matched = [...ours.values()].flatMap((row) => jobs.get(row) ?? []);
  const scenarioJobs = [...ours.values()]
    .filter((row) => !jobs.has(row) && !idle.has(row))
    .map(({ name }) => name);
  const withoutIncrements = [...idle].filter(([row]) => !jobs.has(row)).map(([, name]) => name);
  return {
    jobs: matched,
    unmatched: { pastJobs, withoutIncrements, scenarioJobs, ...unmatchedVms(model, matched) },
  };
}

/** Session reports are only about jobs in which proxies read VMs. */
function isOfVms({ work }: JobRow): boolean {
  return work.reads === 'vm' && work.snapshot;
}

function byKeys(aliases: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map(Array.from(aliases, ([theirs, own]) => [nameKey(theirs), nameKey(own)]));
}

/** The key for comparing names: reports may have `Daily {SQL}` where a scenario made from them has `Daily (SQL)`. */
function nameKey(name: string): string {
  return safeTag(name).toLowerCase();
}

function unmatchedVms(model: Model, jobs: readonly MatchedJob[]): Pick<Unmatched, 'pastVms' | 'scenarioVms'> {
  const pastVms = new Set<string>();
  const scenarioVms = new Set<string>();
  const found = new Set<number>();
  for (const { recent, vmOf } of jobs) {
    for (const { vm } of recent.flatMap(({ parts }) => parts)) {
      const row = vmOf(vm);
      if (row !== undefined) found.add(row);
      else if (vm !== WHOLE_JOB) pastVms.add(vm);
    }
  }
  for (const { row, recent } of jobs) {
    if (recent.some(({ parts }) => parts.some(({ vm }) => vm === WHOLE_JOB))) continue;
    for (const vm of row.vms) if (!found.has(vm)) scenarioVms.add(model.vms.nameOf(vm));
  }
  return { pastVms: [...pastVms], scenarioVms: [...scenarioVms] };
}
